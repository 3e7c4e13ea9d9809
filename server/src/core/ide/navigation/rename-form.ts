import type { SpecDocument } from "../../dialects/spec-document";
import { checkDocument } from "../../rules/run";
import { newSpans, type TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import type { Workspace } from "../../workspace";

/**
 * Why a format does not take a new name, in the words of the rule that refuses it; undefined where all do. A fault
 * that a place has for another reason, and had before, is none of the name's.
 */
export function formFault(
  before: Workspace,
  after: Workspace,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): string | undefined {
  for (const [uri, ofFile] of edits) {
    const now = newSpans(ofFile);
    const old = before.files.get(uri)?.slots ?? [];
    const slots = after.files.get(uri)?.slots ?? [];
    if (old.length !== slots.length) return "The new name would break the file's YAML.";
    for (const [at, { start, document }] of slots.entries()) {
      const was = old[at]?.document;
      if (!was || was === document) continue;
      if (document.yaml.faults.length > was.yaml.faults.length)
        return "The new name would break the file's YAML.";
      const fault = faultIn(document, start, now) ?? moreRefused(was, document);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

/** Refusals of a value for what it says, as a name's form is one. */
const FORM = new Set(["pattern", "format", "maxLength", "minLength", "enum", "not", "const"]);

function faultIn(document: SpecDocument, start: number, edited: readonly Span[]): string | undefined {
  const refused = document.objects.some(({ schemaErrors }) =>
    schemaErrors.some(
      ({ keyword, span }) => FORM.has(keyword) && edited.some((one) => meets(one, span, start)),
    ),
  );
  if (!refused) return undefined;
  const found = checkDocument(document).findings.find(({ span }) =>
    edited.some((one) => meets(one, span, start)),
  );
  if (!found) return "The format does not take this name.";
  return `${found.message.what} ${found.message.why}`;
}

/** Refusals that stand elsewhere: a name said through an alias, or one that decides how others are read. */
function moreRefused(was: SpecDocument, now: SpecDocument): string | undefined {
  const count = ({ objects }: SpecDocument) =>
    objects.reduce((sum, { schemaErrors }) => sum + schemaErrors.length, 0);
  if (count(now) <= count(was)) return undefined;
  const known = new Set(checkDocument(was).findings.map(({ code }) => code));
  const found = checkDocument(now).findings.find(({ code }) => !known.has(code));
  return found ? `${found.message.what} ${found.message.why}` : "The format does not take this name.";
}

/** Whether an edit's new text and a range of a document share text. */
function meets(edit: Span, span: Span, start: number): boolean {
  return edit.start < span.end + start && span.start + start < Math.max(edit.end, edit.start + 1);
}
