import type { DialectWriter } from "../dialects/portable";
import { dialects } from "../dialects/registry";
import type { PortableNote, Refusal } from "../model/portable-slo";
import type { WorkspaceView } from "../resolve/workspace-view";
import { commentsOf } from "./comments";
import { gather, type PlacedDocument, type SourceFault } from "./gather";

/** A format that SLOs can be converted to. */
export interface ConversionTarget {
  readonly id: string;
  readonly title: string;
}

/** A note with all the SLOs that it holds for; none where it holds for the file. */
export interface ConversionNote extends Omit<PortableNote, "slo"> {
  readonly slos: readonly string[];
}

/** What a conversion makes of a file. */
export interface Conversion {
  /** A whole YAML stream; empty where no SLO was converted. */
  readonly text: string;
  /** The same, document by document. */
  readonly documents: readonly string[];
  /** What is lost or assumed, in the order of the file, what holds for all SLOs last. */
  readonly notes: readonly ConversionNote[];
  readonly refused: readonly Refusal[];
  /** How many SLOs the file holds. */
  readonly asked: number;
}

/** The file to convert. */
export interface ConversionSource {
  readonly text: string;
  readonly documents: readonly PlacedDocument[];
  readonly view: WorkspaceView;
  /** What a tool would reject: the SLOs in which it stands are refused. */
  readonly faults: readonly SourceFault[];
}

/** All formats that can be written. */
export function conversionTargets(): readonly ConversionTarget[] {
  return writers().map(({ id, title }) => ({ id, title }));
}

function writers(): readonly DialectWriter[] {
  return dialects.flatMap((dialect) => dialect.writers ?? []);
}

/**
 * Converts all SLOs of a file.
 *
 * @param to the id of a format that {@link conversionTargets} names
 * @returns undefined where there is no such format
 */
export function convert(source: ConversionSource, to: string): Conversion | undefined {
  const writer = writers().find(({ id }) => id === to);
  if (!writer) return undefined;
  const gathered = gather(source.documents, source.view, source.faults, writer);
  const written = writer.write(gathered);
  const { leading, others } = commentsOf(source.text);
  const asked = gathered.slos.length + gathered.refused.length;
  const refused = [...gathered.refused, ...written.refused];
  // Two SLOs may have one name, each in its service; of a refused one nothing is lost or assumed.
  const gone = new Set(written.refused.map(({ slo, place }) => `${slo} ${place?.start}`));
  const kept = new Set(
    gathered.slos.filter(({ name, place }) => !gone.has(`${name} ${place.start}`)).map(({ name }) => name),
  );
  const dropped = new Set(refused.map(({ slo }) => slo).filter((name) => !kept.has(name)));
  const notes = [...gathered.notes, ...written.notes].filter(
    ({ slo, place }) => slo === undefined || !(dropped.has(slo) || gone.has(`${slo} ${place?.start}`)),
  );
  const documents = withComment(written.documents, leading);
  if (documents.length > 0 && others > 0) notes.push(commentsLost(others));
  return { text: documents.join("---\n"), documents, notes: together(inFileOrder(notes)), refused, asked };
}

function withComment([first, ...rest]: readonly string[], leading: readonly string[]): string[] {
  if (first === undefined) return [];
  return [leading.map((line) => `#${line}\n`).join("") + first, ...rest];
}

function commentsLost(count: number): PortableNote {
  return {
    kind: "lost",
    what: `${count} ${count === 1 ? "comment" : "lines of comments"} below the file's first lines ${count === 1 ? "is" : "are"} not in the result.`,
    why: "Only the comment at the top is kept.",
  };
}

/** What is said of several SLOs in the same words is said once, at the first of them. */
function together(notes: readonly PortableNote[]): ConversionNote[] {
  const said = new Map<string, ConversionNote & { readonly slos: string[] }>();
  for (const { slo, ...note } of notes) {
    const words = `${note.kind} ${note.what} ${note.why}`;
    const before = said.get(words);
    const slos = slo === undefined ? [] : [slo];
    if (before) before.slos.push(...slos.filter((one) => !before.slos.includes(one)));
    else said.set(words, { ...note, slos });
  }
  return [...said.values()];
}

function inFileOrder(notes: readonly PortableNote[]): PortableNote[] {
  const at = ({ place }: PortableNote) => place?.start ?? Number.POSITIVE_INFINITY;
  return [...notes].sort((a, b) => (at(a) === at(b) ? 0 : at(a) - at(b)));
}
