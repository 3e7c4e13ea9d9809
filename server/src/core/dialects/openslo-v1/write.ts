import type { PortableObjective, PortableService, PortableSlo } from "../../model/portable-slo";
import type { DialectWriter, PortableFile, Written } from "../portable";
import { dnsLabel, LONGEST_NAME, Names } from "../writing/names";
import { NoteBook } from "../writing/notes";
import { decimalNumber, lengthText } from "../writing/numbers";
import { nameApart } from "../writing/objectives";
import { serviceOf } from "../writing/service";
import { type YamlValue, yamlText } from "../writing/yaml-text";
import { OPENSLO_V1 } from "./versions";
import { writePolicies } from "./write-alerts";
import { writeIndicator } from "./write-indicator";
import { description, metadata } from "./write-metadata";

/** Writes OpenSLO v1: a Service, its SLOs with their indicators in place, and their alert policies. */
export const opensloV1Writer: DialectWriter = {
  id: "openslo-v1",
  title: "OpenSLO v1",
  write(file) {
    return new Writing().write(file);
  },
};

/** Where a ratio is given by one query, its tool takes the mean of the ratios over slices this long. */
const SLICE = "5m";
/** Slices whose length is not written. */
const UNSAID_SLICE = "1m";

class Writing {
  private readonly book = new NoteBook();
  private readonly names = new Names();
  private readonly policyNames = new Names();
  private readonly services = new Map<string, YamlValue>();

  write({ slos, services }: PortableFile): Written {
    for (const service of services) this.service(service, undefined);
    const written: YamlValue[] = [];
    const policies: YamlValue[] = [];
    for (const slo of slos) {
      const made = this.slo(slo);
      if (!made) continue;
      written.push(made.document);
      policies.push(...made.policies);
    }
    const idle = written.length === 0 && slos.length > 0;
    const values = idle ? [] : [...this.services.values(), ...written, ...policies];
    const { notes, refused } = this.book;
    return { documents: values.map(yamlText), notes, refused };
  }

  private slo(slo: PortableSlo): { document: YamlValue; policies: readonly YamlValue[] } | undefined {
    const name = nameApart(this.nameOf(slo.name, slo, "SLO"), this.names, slo, this.book);
    const specs = slo.objectives.map(({ indicator }) =>
      writeIndicator(indicator, this.indicatorName(indicator.name, name), slo, this.book),
    );
    const [first] = specs;
    const raw = slo.method === undefined;
    if (!first || specs.includes(undefined)) return undefined;
    if (!raw && !this.slicesAreSaid(slo)) return undefined;
    if (slo.composite && slo.objectives.every(({ weight }) => weight === undefined)) {
      this.book.assumed(
        slo,
        `Its ${slo.objectives.length} objectives have indicators of their own: in OpenSLO v1 that is one composite SLO.`,
        "All of them count alike, with a `compositeWeight` of 1; write SLOs of their own if they are kept apart.",
      );
    }
    const { service, labels } = serviceOf(slo, this.book, "OpenSLO v1 wants");
    const serviceName = this.service(service, slo);
    const { documents, names } = writePolicies(slo, name, this.policyNames, this.book);
    const { displayName, annotations } = slo;
    if (raw) {
      this.book.assumed(
        slo,
        `The budget is counted as the mean ratio of slices of ${SLICE} (\`RatioTimeslices\`): the ratio comes from one query, which says nothing of how many events it stands for.`,
        "Set `budgetingMethod` to what your tool does.",
      );
    }
    const document = {
      apiVersion: OPENSLO_V1,
      kind: "SLO",
      metadata: metadata({ name, displayName, labels, annotations }, slo, this.book),
      spec: {
        description: description(slo.description, slo, this.book),
        service: serviceName,
        indicator: slo.composite ? undefined : first,
        timeWindow: [this.window(slo)],
        budgetingMethod: slo.method ?? "RatioTimeslices",
        objectives: slo.objectives.map((objective, at) => ({
          ...objectiveOf(objective, sliceOf(objective, slo)),
          indicator: slo.composite ? specs[at] : undefined,
        })),
        alertPolicies: names.length > 0 ? names.map((policy) => ({ alertPolicyRef: policy })) : undefined,
      },
    };
    return { document, policies: documents };
  }

  /** Slices need a length, and those that are counted a bound. */
  private slicesAreSaid(slo: PortableSlo): boolean {
    if (slo.method === "Occurrences") return true;
    const unbounded = slo.objectives.some(({ timeSliceTarget }) => timeSliceTarget === undefined);
    if (slo.method === "Timeslices" && unbounded) {
      this.book.refuse(
        slo,
        "It counts slices of time, and does not say from which share of good events on a slice is good.",
        "Write `timeSliceTarget` in the objective.",
      );
      return false;
    }
    if (slo.objectives.some(({ timeSliceWindow }) => timeSliceWindow === undefined)) {
      this.book.assumed(
        slo,
        `Its slices are ${UNSAID_SLICE} long: the source does not say how long they are.`,
        "OpenSLO v1 wants `timeSliceWindow`.",
      );
    }
    return true;
  }

  private window(slo: PortableSlo): YamlValue {
    const { kind, duration, startTime, timeZone, assumption } = slo.window;
    const length = lengthText(duration);
    if (assumption !== undefined) {
      this.book.assumed(slo, `The window is ${length}: ${assumption}.`, "OpenSLO v1 states it in the file.");
    }
    const calendar =
      kind === "calendar" ? { startTime: startTime ?? "", timeZone: timeZone ?? "UTC" } : undefined;
    return { duration: length, isRolling: kind === "rolling", calendar };
  }

  /** Writes the service once, and gives the name that SLOs refer to. */
  private service(service: PortableService, slo: PortableSlo | undefined): string {
    const name = this.nameOf(service.name, slo, "service");
    if (service.defined === "elsewhere" || this.services.has(name)) return name;
    const { displayName, labels, annotations } = service;
    const about = description(service.description, slo, this.book);
    this.services.set(name, {
      apiVersion: OPENSLO_V1,
      kind: "Service",
      metadata: metadata({ name, displayName, labels, annotations }, slo, this.book),
      spec: about === undefined ? undefined : { description: about },
    });
    return name;
  }

  private indicatorName(own: string | undefined, sloName: string): string {
    return dnsLabel(own ?? sloName) || sloName;
  }

  private nameOf(written: string, slo: PortableSlo | undefined, what: string): string {
    const name = dnsLabel(written) || "slo";
    if (name === written) return name;
    this.book.assumed(
      slo,
      `The ${what} \`${written}\` is called \`${name}\`.`,
      `OpenSLO v1 takes lower-case letters, digits and hyphens, at most ${LONGEST_NAME}.`,
    );
    return name;
  }
}

function sliceOf({ timeSliceWindow }: PortableObjective, { method }: PortableSlo): string | undefined {
  if (method === undefined) return SLICE;
  if (method === "Occurrences") return undefined;
  return timeSliceWindow ? lengthText(timeSliceWindow) : UNSAID_SLICE;
}

function objectiveOf(
  objective: PortableObjective,
  slice: string | undefined,
): Record<string, YamlValue | undefined> {
  const { displayName, op, value, target, timeSliceTarget, weight, indicator } = objective;
  const threshold = indicator.written.metrics.some(({ role }) => role === "threshold");
  return {
    displayName,
    op: threshold ? op : undefined,
    value: threshold ? value && decimalNumber(value) : undefined,
    target: decimalNumber(target),
    timeSliceTarget: slice === undefined ? undefined : timeSliceTarget && decimalNumber(timeSliceTarget),
    timeSliceWindow: slice,
    compositeWeight: weight && decimalNumber(weight),
  };
}
