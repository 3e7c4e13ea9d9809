import { durationSeconds } from "../../math/duration";
import { pyrraWindowTooShort } from "../../math/pyrra-windows";
import { ratio } from "../../math/rational";
import type { PortableSlo, PortableTag } from "../../model/portable-slo";
import type { DialectWriter, PortableFile, Written } from "../portable";
import { dnsLabel, KUBERNETES_KEY, Names } from "../writing/names";
import { NoteBook } from "../writing/notes";
import { decimal, fixedLength } from "../writing/numbers";
import { nameApart, type SingleSlo, splitObjectives } from "../writing/objectives";
import { inheritedTags, isOfObject, onlyValue, sharedTags, tagMap } from "../writing/tags";
import { noteCalendar, onlyText } from "../writing/texts";
import { QuotedText, type YamlValue, yamlText } from "../writing/yaml-text";
import { HANDED_ON, KIND, VERSION } from "./words";
import { writeAlerting } from "./write-alerts";
import { writeIndicator } from "./write-indicator";

/** Writes Pyrra's objects, one for each objective. */
export const pyrraWriter: DialectWriter = {
  id: "pyrra",
  title: "Pyrra (ServiceLevelObjective)",
  write: (file) => new Writing().write(file),
};

const HUNDRED = ratio(100);
/** Source: Kubernetes, label values. */
const LABEL_VALUE = /^(?:[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;

class Writing {
  private readonly book = new NoteBook();
  private readonly names = new Names();

  write({ slos }: PortableFile): Written {
    const documents = slos.flatMap((slo) => this.slo(slo)).map(yamlText);
    if (documents.length > 1) {
      this.book.assumed(
        undefined,
        `The result is ${documents.length} objects.`,
        "Kubernetes reads all of them; from files Pyrra reads the first of each, so give each object a file of its own.",
      );
    }
    const { notes, refused } = this.book;
    return { documents, notes, refused };
  }

  private slo(slo: PortableSlo): YamlValue[] {
    const { duration, assumption } = slo.window;
    const length = fixedLength(duration);
    if (pyrraWindowTooShort(durationSeconds(duration))) {
      this.book.refuse(slo, `Its window is ${length}.`, "Pyrra's rules need a window of at least 68h.");
      return [];
    }
    const made: YamlValue[] = [];
    for (const single of splitObjectives(slo, this.book)) {
      const written = this.single(single);
      if (!written) return [];
      made.push(written);
    }
    noteCalendar(slo, length, "Pyrra's window always ends at this moment.", this.book);
    if (assumption !== undefined) {
      this.book.assumed(slo, `The window is ${length}: ${assumption}.`, "Pyrra states it in the file.");
    }
    if (slo.method === "RatioTimeslices") {
      this.book.lost(
        slo,
        "The mean of the slices' ratios (`RatioTimeslices`) is a ratio of events now.",
        "Busy times weigh more than quiet ones.",
      );
    }
    return made;
  }

  private single({ slo, objective, name: wanted }: SingleSlo): YamlValue | undefined {
    const indicator = writeIndicator(slo, objective, this.book);
    if (!indicator) return undefined;
    const target = objective.target.mul(HUNDRED);
    const name = nameApart(this.nameOf(wanted, slo), this.names, slo, this.book);
    const { labels, annotations } = this.tags(slo);
    return {
      apiVersion: VERSION,
      kind: KIND,
      metadata: { name, namespace: slo.namespace, labels, annotations },
      spec: {
        target: new QuotedText(decimal(target).text),
        window: inWeeks(fixedLength(slo.window.duration)),
        description: onlyText(slo, "Pyrra", this.book),
        indicator,
        alerting: writeAlerting(slo, this.book),
      },
    };
  }

  private nameOf(written: string, slo: PortableSlo): string {
    const name = dnsLabel(written) || "slo";
    if (name !== written) {
      this.book.assumed(
        slo,
        `The SLO \`${written}\` is called \`${name}\`.`,
        "Kubernetes takes lower-case letters, digits and hyphens.",
      );
    }
    return name;
  }

  /** Labels of rules and alerts have Pyrra's domain before them; what Kubernetes takes for no label is an annotation. */
  private tags(slo: PortableSlo) {
    const labels: PortableTag[] = [];
    const annotations: PortableTag[] = [...slo.annotations, ...inheritedTags(slo)];
    const service = slo.service ? [{ key: "service", values: [slo.service.name] }] : [];
    const ofService = (slo.service?.labels ?? []).filter(
      ({ key }) => !slo.labels.some((one) => one.key === key),
    );
    for (const tag of [...service, ...slo.labels, ...ofService]) {
      const { key } = tag;
      const value = onlyValue(tag, slo, "A label of Kubernetes has one.", this.book);
      const own = key.includes("/") || isOfObject(tag) ? key : `${HANDED_ON}${key}`;
      if (!KUBERNETES_KEY.test(own)) {
        this.book.lost(slo, `The label \`${key}\` is left out.`, "Kubernetes takes no key of that form.");
      } else if (LABEL_VALUE.test(value)) labels.push({ key: own, values: [value] });
      else {
        this.book.assumed(
          slo,
          `The label \`${key}: ${value}\` is an annotation now.`,
          "Kubernetes takes no label value of that form.",
        );
        annotations.push({ key: own, values: [value] });
      }
    }
    // Pyrra hands annotations with its domain on to the alerts.
    for (const { key, values } of sharedTags(slo.alerts.map((alert) => alert.annotations))) {
      const own = key.includes("/") ? key : `${HANDED_ON}${key}`;
      if (KUBERNETES_KEY.test(own) && !annotations.some((one) => one.key === own))
        annotations.push({ key: own, values });
    }
    return { labels: tagMap(labels), annotations: tagMap(annotations) };
  }
}

/** Whole weeks are best written as such: every window of them holds as many weekends. */
function inWeeks(length: string): string {
  const days = /^(\d+)d$/.exec(length)?.[1];
  return days !== undefined && Number(days) % 7 === 0 ? `${Number(days) / 7}w` : length;
}
