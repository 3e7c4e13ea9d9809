import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import type { YamlScalar } from "../../yaml/node";
import { scalarText } from "../../yaml/scalar-text";

/**
 * Puts a name in the place of parts of a scalar's text, in the scalar's own quotes; a plain one that would be read as
 * something else is put in quotes. Undefined where the source does not say the text as it is (a tag, an alias).
 *
 * @param parts ranges of the scalar's text, in order, apart from each other
 */
export function replaceParts(
  scalar: YamlScalar,
  documentText: string,
  parts: readonly Span[],
  name: string,
): TextEdit[] | undefined {
  const text = scalarText(scalar, documentText);
  if (!text?.exact) return undefined;
  if (scalar.style === "plain") {
    let whole = "";
    let from = 0;
    for (const part of parts) {
      whole += text.text.slice(from, part.start) + name;
      from = part.end;
    }
    whole += text.text.slice(from);
    if (!isPlain(name) || isSpecial(whole)) return [{ span: scalar.span, newText: quoted(whole) }];
  }
  return parts.map((part) => ({ span: text.toSource(part), newText: inStyle(name, scalar.style) }));
}

/** Whether a name can stand anywhere in a plain scalar, in brackets too. */
function isPlain(name: string): boolean {
  return /^[A-Za-z0-9_](?:[A-Za-z0-9_./-]*[A-Za-z0-9_])?$/.test(name);
}

/** Whether YAML 1.1 or 1.2 reads a plain text as something else than a string. */
function isSpecial(text: string): boolean {
  if (/^(?:|~|null|true|false|yes|no|on|off|y|n|[-+]?\.inf|\.nan)$/i.test(text)) return true;
  if (/^[-+]?0(?:x[0-9a-f_]+|o[0-7]+|b[01_]+)$/i.test(text)) return true;
  if (/^\d{4}-\d\d?-\d\d?(?:[Tt\s]|$)/.test(text)) return true;
  return /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.[\d_]+)(?:e[-+]?\d+)?$/i.test(text);
}

function quoted(text: string): string {
  return `"${inStyle(text, "double")}"`;
}

function inStyle(name: string, style: YamlScalar["style"]): string {
  if (style === "single") return name.replaceAll("'", "''");
  if (style !== "double") return name;
  return name.replace(/["\\]/g, (sign) => `\\${sign}`);
}
