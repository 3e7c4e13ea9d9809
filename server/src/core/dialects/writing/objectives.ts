import { formatPercent } from "../../math/format";
import type { PortableObjective, PortableSlo } from "../../model/portable-slo";
import { dnsLabel, LONGEST_NAME, type Names } from "./names";
import type { NoteBook } from "./notes";

/** An SLO with one of its objectives: what a format takes that has one for each SLO. */
export interface SingleSlo {
  readonly slo: PortableSlo;
  readonly objective: PortableObjective;
  /** The SLO's name; where it has several objectives, with what tells this one apart. */
  readonly name: string;
}

/** Makes an SLO of every objective. */
export function splitObjectives(slo: PortableSlo, book: NoteBook): SingleSlo[] {
  const [only, ...more] = slo.objectives;
  if (only && more.length === 0) return [{ slo, objective: only, name: slo.name }];
  const labels = slo.objectives.map(({ displayName }) => dnsLabel(displayName ?? ""));
  const telling = new Set(labels).size === labels.length && !labels.includes("");
  const singles = slo.objectives.map((objective, at) => {
    const suffix = `-${telling ? labels[at] : at + 1}`;
    const kept = slo.name.slice(0, Math.max(1, LONGEST_NAME - suffix.length));
    return { slo, objective, name: `${kept}${suffix}`.slice(0, LONGEST_NAME) };
  });
  const names = singles.map(({ name }) => `\`${name}\``).join(", ");
  book.lost(
    slo,
    `Its ${singles.length} objectives are SLOs of their own now: ${names}.`,
    slo.composite ? togetherWhy(slo) : "Nothing says that they belong together.",
  );
  return singles;
}

/** The SLO's name; where another one of the result has it already, one that is free, which is told. */
export function nameApart(name: string, names: Names, slo: PortableSlo, book: NoteBook): string {
  const free = names.free(name);
  if (free !== name) {
    book.assumed(
      slo,
      `The SLO \`${name}\` is called \`${free}\`.`,
      "Another one of the result has that name already.",
    );
  }
  return free;
}

function togetherWhy({ objectives }: PortableSlo): string {
  const weights = objectives.flatMap(({ weight }) => weight ?? []);
  const weighed =
    weights.length > 0 ? `, with the weights ${weights.map((one) => one.toString()).join(", ")}` : "";
  const targets = objectives.map(({ target }) => formatPercent(target)).join(", ");
  return `They were one composite SLO of ${targets}${weighed}: no budget holds for them together any more.`;
}
