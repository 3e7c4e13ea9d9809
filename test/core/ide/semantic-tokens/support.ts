import { expect } from "vitest";
import type { SemanticToken } from "../../../../server/src/core/ide/semantic-tokens/kinds";
import { semanticTokens } from "../../../../server/src/core/ide/semantic-tokens/semantic-tokens";
import type { Span } from "../../../../server/src/core/text/span";
import type { Workspace } from "../../../../server/src/core/workspace";
import { single } from "../support";

/** The tokens of a file's text, each as `type word` (`type.modifier word`). */
export function words(text: string, span?: Span): string[] {
  const { workspace, uri } = single(text);
  return semanticTokens(workspace, uri, span).map((token) => spell(token, text));
}

/** The tokens that lie in the first stretch of `part` in a file's text. */
export function wordsIn(text: string, part: string): string[] {
  const start = text.indexOf(part);
  if (start < 0) throw new Error(`"${part}" is not in the text`);
  const { workspace, uri } = single(text);
  return semanticTokens(workspace, uri)
    .filter(({ span }) => span.start >= start && span.end <= start + part.length)
    .map((token) => spell(token, text));
}

function spell({ span, type, modifier }: SemanticToken, text: string): string {
  return `${type}${modifier ? `.${modifier}` : ""} ${text.slice(span.start, span.end)}`;
}

/** Whether tokens are as every client wants them: in order, apart, inside the text, each on one line and not empty. */
export function expectSound(workspace: Workspace, uri: string): SemanticToken[] {
  const text = workspace.files.get(uri)?.text ?? "";
  const tokens = semanticTokens(workspace, uri);
  let end = 0;
  for (const { span } of tokens) {
    expect(span.start).toBeGreaterThanOrEqual(end);
    expect(span.end).toBeGreaterThan(span.start);
    expect(span.end).toBeLessThanOrEqual(text.length);
    expect(text.slice(span.start, span.end)).not.toMatch(/[\r\n]|^\s|\s$/);
    end = span.end;
  }
  return tokens;
}
