import { documentOfKind } from "../../schema/generated/documents";
import { rootSchema } from "../../schema/property";
import type { Choice } from "./choice";
import { type Context, HEADER_KEYS, headerValues } from "./context";
import { type Layout, mapSkeleton } from "./skeleton";

/** Whole documents, one of each kind, where nothing is written yet but a word. */
export function blockChoices({ place, path, schemaKeys, objectNode }: Context, layout: Layout): Choice[] {
  const isEmpty = path.length === 0 && objectNode.children.length <= 1 && place.siblings.size === 0;
  if (!isEmpty || place.flow || place.quote !== "") return [];
  return schemaKeys.flatMap((schemaKey): Choice[] => {
    const root = documentOfKind[schemaKey] === undefined ? undefined : rootSchema(schemaKey);
    if (!root) return [];
    const header = HEADER_KEYS.flatMap((key) => headerValues(schemaKey, key).slice(0, 1));
    const { plain, snippet } = mapSkeleton(root, place.column, layout, true);
    const label = header.join(" ");
    return [
      {
        label,
        kind: "document",
        detail: root.schema.title ?? label,
        ...(root.schema.description === undefined ? {} : { documentation: root.schema.description }),
        newText: place.lead + plain + layout.eol,
        snippet: place.lead + snippet + layout.eol,
        filter: [...header].reverse().join(" "),
      },
    ];
  });
}
