import { itemSchema, propertySchema, type ResolvedSchema } from "../../schema/property";
import { isScalar, samplesOf, wordOf, writeScalar } from "./scalar";
import { firstKeys, takesList, takesMap, takesScalar } from "./schema-notes";

/** A place that the cursor stops at, with what stands there until somebody types. */
interface Stop {
  readonly samples: readonly string[];
}

/** Text with stops, as a plain text and as a snippet. */
export interface Skeleton {
  readonly plain: string;
  readonly snippet: string;
}

/** How a document is written. */
export interface Layout {
  readonly eol: string;
  /** The columns that a level is indented by. */
  readonly unit: number;
}

/** No schema nests deeper; one that holds itself ends here. */
const DEEPEST = 16;

/** What a key of this schema begins with behind its colon: its needed parts with a stop at each value. */
export function valueSkeleton(
  schema: ResolvedSchema,
  key: string,
  column: number,
  layout: Layout,
  samples = false,
): Skeleton {
  return render(new Builder(layout, samples).value(schema, key, column, 0), samples);
}

/** A whole object, or one item of a list, whose first key stands in `column`. */
export function mapSkeleton(
  schema: ResolvedSchema,
  column: number,
  layout: Layout,
  samples = false,
): Skeleton {
  return render(new Builder(layout, samples).map(schema, column, 0), samples);
}

class Builder {
  private readonly used = new Set<string>();

  /** @param filled whether a map that needs no key gets its first one: nothing may stay empty */
  constructor(
    private readonly layout: Layout,
    private readonly filled: boolean,
  ) {}

  value(of: ResolvedSchema, key: string, column: number, depth: number): (string | Stop)[] {
    const { schema } = of;
    const below = this.line(column + this.layout.unit);
    if (takesScalar(schema) || depth > DEEPEST) return [" ", this.scalar(of, key)];
    if (takesMap(schema)) {
      const map = this.map(of, column + this.layout.unit, depth + 1);
      return map.length > 0 ? [below, ...map] : [below, { samples: [] }];
    }
    const item = itemSchema(of);
    if (!takesList(schema) || !item) return [" ", { samples: [] }];
    return [below, "- ", ...this.item(item, key, column + this.layout.unit + 2, depth + 1)];
  }

  private item(of: ResolvedSchema, key: string, column: number, depth: number): (string | Stop)[] {
    if (takesScalar(of.schema) || !takesMap(of.schema)) return [this.scalar(of, key)];
    const map = this.map(of, column, depth);
    return map.length > 0 ? map : [{ samples: [] }];
  }

  /** The keys that a map begins with, the first of them at the cursor. */
  map(of: ResolvedSchema, column: number, depth: number): (string | Stop)[] {
    const needed = firstKeys(of.schema);
    const filler = this.filled ? Object.keys(of.schema.properties ?? {}).slice(0, 1) : [];
    const keys = needed.length > 0 ? needed : filler;
    if (keys.length === 0) return this.example(of, column);
    return keys.flatMap((key, at) => {
      const schema = propertySchema(of, key);
      const value = schema ? this.value(schema, key, column, depth) : [" ", { samples: [] }];
      return [at === 0 ? "" : this.line(column), `${writeScalar(key)}:`, ...value];
    });
  }

  /** A map that takes any keys begins with those of its example. */
  private example({ schema }: ResolvedSchema, column: number): (string | Stop)[] {
    const [example] = schema.examples ?? [];
    if (typeof example !== "object" || example === null || Array.isArray(example)) return [];
    const pairs = Object.entries(example).filter(([, value]) => isScalar(value));
    return pairs.flatMap(([key, value], at) => [
      at === 0 ? "" : this.line(column),
      `${writeScalar(key)}: `,
      { samples: [writeScalar(value)] },
    ]);
  }

  private scalar({ schema }: ResolvedSchema, key: string): Stop | string {
    const samples = samplesOf(schema, key).map((value) => writeScalar(value));
    const [first = ""] = samples;
    if (schema.const !== undefined || schema.enum?.length === 1) return first;
    const isChoice = schema.enum !== undefined || samples.every((one) => one === "true" || one === "false");
    if (isChoice) return { samples };
    // Two texts without an example of their own, as an SLI's two queries, must not be the same.
    const again = first === wordOf(key) && this.used.has(first) ? `_${this.used.size + 1}` : "";
    this.used.add(first + again);
    return { samples: [first + again] };
  }

  private line(column: number): string {
    return `${this.layout.eol}${" ".repeat(column)}`;
  }
}

/** @param samples whether the plain text has the stops' samples, or ends at the first stop */
function render(parts: readonly (string | Stop)[], samples: boolean): Skeleton {
  let stops = 0;
  const snippet = parts.map((part) => (typeof part === "string" ? escaped(part) : stopText(part, ++stops)));
  const first = parts.findIndex((part) => typeof part !== "string");
  const shown = samples || first < 0 ? parts : parts.slice(0, first);
  const plain = shown.map((part) => (typeof part === "string" ? part : (part.samples[0] ?? "")));
  return { plain: plain.join(""), snippet: snippet.join("") };
}

function stopText({ samples }: Stop, number: number): string {
  const [first] = samples;
  if (first === undefined) return `$${number}`;
  if (samples.length === 1) return `\${${number}:${escaped(first)}}`;
  return `\${${number}|${samples.map((one) => escaped(one).replaceAll(/[,|]/g, "\\$&")).join(",")}|}`;
}

/** Text in a snippet, where `$`, `}` and the backslash have a meaning. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\$}]/g, "\\$&");
}
