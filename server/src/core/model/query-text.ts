import { checkPromql } from "../promql/check";
import type { PromqlFault, PromqlQuery } from "../promql/expr";
import { parsePromql } from "../promql/parse";
import type { Span } from "../text/span";
import type { YamlNode, YamlScalar } from "../yaml/node";
import { type ScalarText, scalarText } from "../yaml/scalar-text";

/** A metric's query where it is written: its scalar, and its text if there is any. */
export function queryAt(
  node: YamlNode | undefined,
  documentText: string,
): { readonly query?: YamlScalar; readonly queryText?: QueryText } {
  if (node?.kind !== "scalar") return {};
  const isEmpty = node.missing || node.value === null;
  return { query: node, ...(isEmpty ? {} : { queryText: new QueryText(node, documentText) }) };
}

/** A query where it is written: its text, and what it says if it is PromQL. It is read at the first question. */
export class QueryText {
  private decoded: ScalarText | undefined;
  private read: PromqlQuery | undefined;
  private refused: readonly PromqlFault[] | undefined;

  constructor(
    readonly scalar: YamlScalar,
    private readonly documentText: string,
  ) {}

  /** The query as its reader sees it, placeholders in place. */
  get text(): string {
    return this.map?.text ?? "";
  }

  /** The query read as PromQL, whatever its source is. */
  get promql(): PromqlQuery {
    this.read ??= parsePromql(this.text);
    return this.read;
  }

  /** All that Prometheus would refuse it for: its syntax; where that is sound, its types and functions. */
  get faults(): readonly PromqlFault[] {
    if (!this.refused) {
      const { promql } = this;
      this.refused = promql.faults.length > 0 ? promql.faults : checkPromql(promql);
    }
    return this.refused;
  }

  /** Whether each part of the query has a place of its own: not where it came by an alias, or through a tag. */
  get exact(): boolean {
    return this.map?.exact === true;
  }

  /** Where a part of the query stands in the YAML document; the whole scalar where it came by an alias. */
  toSource(span: Span): Span {
    return this.map?.toSource(span) ?? this.scalar.span;
  }

  /** The place in the query that a place in the YAML document shows; undefined outside of it. */
  toText(sourceOffset: number): number | undefined {
    return this.map?.toText(sourceOffset);
  }

  /**
   * The edit of the YAML document that puts a text in place of a part of the query, an empty part included.
   * Undefined where the query stands elsewhere: `*name` shows it, and does not hold it.
   */
  change(span: Span, text: string): { readonly span: Span; readonly newText: string } | undefined {
    return this.map?.exact ? { span: this.map.toSource(span), newText: this.written(text) } : undefined;
  }

  /** How a text is written inside the query's scalar, so that its reader sees that text. */
  written(text: string): string {
    if (this.scalar.style === "double") return text.replaceAll(/[\\"]/g, "\\$&");
    return this.scalar.style === "single" ? text.replaceAll("'", "''") : text;
  }

  private get map(): ScalarText | undefined {
    this.decoded ??= scalarText(this.scalar, this.documentText);
    return this.decoded;
  }
}
