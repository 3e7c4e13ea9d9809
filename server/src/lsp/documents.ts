import { type Range, type TextDocumentContentChangeEvent, TextDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { isRange } from "./params";
import { encodedLines, type PositionEncoding } from "./position-encoding";

/**
 * The open documents. What a client sends without a text, or with places that are none, is refused with an error:
 * its message is logged, the document stays as it was. `encoding` is asked at each change, since a client's is known
 * only when it has begun.
 */
export function openDocuments(encoding: () => PositionEncoding): TextDocuments<TextDocument> {
  return new TextDocuments({
    create(uri, languageId, version, text: unknown) {
      if (typeof uri !== "string" || typeof text !== "string")
        throw new Error("a document needs a `uri` and a `text` that are strings");
      return TextDocument.create(uri, String(languageId), version, text);
    },
    update(document, changes, version) {
      const wrong = changes.find((change) => !isChange(change));
      if (wrong) throw new Error(`a change needs a \`text\` and a true \`range\`: ${JSON.stringify(wrong)}`);
      return applyChanges(document, changes, version, encoding());
    },
  });
}

function isChange(change: unknown): change is TextDocumentContentChangeEvent {
  if (typeof change !== "object" || change === null || !("text" in change)) return false;
  // Some clients write `range: null` where they mean the whole text.
  const range = "range" in change ? change.range : undefined;
  return typeof change.text === "string" && (range === undefined || range === null || isRange(range));
}

function applyChanges(
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
  version: number,
  encoding: PositionEncoding,
): TextDocument {
  // Each change speaks of the text that the one before it has made.
  return changes.reduce((now, change) => {
    const range = "range" in change ? change.range : undefined;
    const { text } = change;
    const utf16 = range ? { range: inUtf16(now, range, encoding), text } : { text };
    return TextDocument.update(now, [utf16], version);
  }, document);
}

function inUtf16(document: TextDocument, { start, end }: Range, encoding: PositionEncoding): Range {
  const lines = encodedLines(document, () => document.getText(), encoding);
  return {
    start: document.positionAt(lines.offsetAt(start)),
    end: document.positionAt(lines.offsetAt(end)),
  };
}
