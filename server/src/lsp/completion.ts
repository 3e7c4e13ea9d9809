import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionParams,
  InsertTextFormat,
  InsertTextMode,
} from "vscode-languageserver";
import { type Completion, type CompletionKind, completionsAt } from "../core/ide/completion/completion";
import { hasSchemaElsewhere } from "./beside";
import { ideOptions, type Session } from "./session";
import { canonicalUri } from "./uris";

/** After these a list is worth asking for without a word: behind colons, dashes and spaces, and inside of queries. */
export const COMPLETION_TRIGGERS = [":", " ", "-", "/", "{", "[", "(", ",", '"', "="];

/** What the server's own extension of VS Code runs to ask for values as soon as a key is written. */
const SUGGEST = { title: "Suggest", command: "editor.action.triggerSuggest" };

const KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  word: CompletionItemKind.EnumMember,
  reference: CompletionItemKind.Reference,
  block: CompletionItemKind.Struct,
  document: CompletionItemKind.Module,
  metric: CompletionItemKind.Variable,
  function: CompletionItemKind.Function,
  label: CompletionItemKind.Field,
  duration: CompletionItemKind.Unit,
  placeholder: CompletionItemKind.Constant,
  keyword: CompletionItemKind.Keyword,
};

/** What anyone can offer who knows no more than a schema. */
const OF_SCHEMAS: ReadonlySet<CompletionKind> = new Set(["key", "word"]);

/** In the place of kinds that came later than LSP 3.0. */
const OLDER_KINDS: Partial<Record<CompletionItemKind, CompletionItemKind>> = {
  [CompletionItemKind.EnumMember]: CompletionItemKind.Enum,
  [CompletionItemKind.Struct]: CompletionItemKind.Module,
  [CompletionItemKind.Constant]: CompletionItemKind.Value,
};

/** The list is complete: what is typed further narrows it. */
export function completion(
  session: Session,
  { textDocument, position }: CompletionParams,
): CompletionItem[] | null {
  const { store, abilities } = session;
  const key = canonicalUri(textDocument.uri);
  if (!store.file(key)) return null;
  const offset = store.linesOf(key).offsetAt(position);
  const found = completionsAt(store.workspace, key, offset, ideOptions(session));
  // SLOsmith's own extension, known by its commands, brings snippets of whole documents: these would double them.
  const brought = abilities.commands.length > 0 ? found.filter(({ kind }) => kind !== "document") : found;
  const shown = hasSchemaElsewhere(session, key)
    ? brought.filter(({ kind }) => !OF_SCHEMAS.has(kind))
    : brought;
  return shown.map((one) => toItem(session, key, one));
}

function toItem(session: Session, key: string, one: Completion): CompletionItem {
  const { store, abilities } = session;
  const { completion: able, commands } = abilities;
  const { label, detail, documentation, replace, order, filter = label } = one;
  return {
    label,
    kind: kindOf(one.kind, able.kinds),
    ...(detail === undefined ? {} : { detail }),
    ...(documentation === undefined
      ? {}
      : { documentation: { kind: able.markdown ? "markdown" : "plaintext", value: documentation } }),
    ...textOf(one, able.snippets, able.asIs, (newText) => ({
      range: store.rangeOf(key, replace),
      newText,
    })),
    filterText: filter,
    sortText: String(order).padStart(4, "0"),
    ...(one.asksOn && commands.length > 0 ? { command: SUGGEST } : {}),
  };
}

type EditOf = (newText: string) => NonNullable<CompletionItem["textEdit"]>;

function textOf(
  { newText, snippet, indent }: Completion,
  snippets: boolean,
  asIs: boolean,
  edit: EditOf,
): Pick<CompletionItem, "textEdit" | "insertTextFormat" | "insertTextMode"> {
  const mode = asIs ? { insertTextMode: InsertTextMode.asIs } : {};
  if (!snippets || snippet === undefined) return { textEdit: edit(newText), ...mode };
  // Editors repeat the line's indentation in a snippet's further lines, unless they are told not to.
  const lines = asIs || indent === "" ? snippet : snippet.replaceAll(`\n${indent}`, "\n");
  return { textEdit: edit(lines), insertTextFormat: InsertTextFormat.Snippet, ...mode };
}

function kindOf(kind: CompletionKind, known: readonly number[]): CompletionItemKind {
  const own = KINDS[kind];
  return known.includes(own) ? own : (OLDER_KINDS[own] ?? own);
}
