import { annotationDoc } from "../../schema/annotations";
import {
  itemSchema,
  type JsonSchema,
  propertySchema,
  type ResolvedSchema,
  rootSchema,
} from "../../schema/property";
import { nodeAt, type Path } from "../../yaml/node";
import { typeWords } from "../hover/property";
import type { Choice } from "./choice";
import { type Context, HEADER_KEYS, headerValues, schemasAt } from "./context";
import { childAt, itemsIn, type OutlineNode } from "./outline";
import { isScalar, writeScalar } from "./scalar";
import { firstKeys, fits, takesList, takesMap, takesScalar, typesOf } from "./schema-notes";
import { escaped, type Layout, mapSkeleton, valueSkeleton } from "./skeleton";

/** How a key is written where it stands. */
interface KeyForm {
  readonly quote: "" | '"' | "'";
  readonly flow: boolean;
  readonly column: number;
  readonly layout: Layout;
  /** Before the key: white space, the dash of a new item. */
  readonly lead: string;
}

/** The keys that can be written in the map at a place, those it must have first. */
export function keyChoices(context: Context, layout: Layout): Choice[] {
  const { place, path } = context;
  const { quote, flow, column, lead } = place;
  const form: KeyForm = { quote, flow, column, layout, lead };
  const maps = schemasAt({ schemaKeys: path.length === 0 ? context.likely : context.schemaKeys }, path);
  return choicesIn(context, maps, path, form, place.siblings);
}

/** Items of the list at a place, each with its dash: a new map with one of its keys. */
export function newItemChoices(context: Context, layout: Layout): Choice[] {
  const { place, path } = context;
  const column = place.column + 2;
  const form: KeyForm = { quote: "", flow: false, column, layout, lead: `${place.lead}- ` };
  const items = schemasAt(context, path).flatMap((list) => itemSchema(list) ?? []);
  const maps = items.filter(({ schema }) => takesMap(schema));
  const index = itemsAt(context);
  return [
    ...wholeItems(maps, form),
    ...choicesIn(context, maps, [...path, index], form, new Map()).map((choice) => ({
      ...choice,
      label: `- ${choice.label}`,
      filter: choice.label,
    })),
  ];
}

/** A whole map with all keys that it begins with, where these are several: as an item of a list. */
function wholeItems(maps: readonly ResolvedSchema[], form: Pick<KeyForm, "lead" | "column" | "layout">) {
  return maps.slice(0, 1).flatMap((of): Choice[] => {
    const keys = firstKeys(of.schema);
    if (keys.length < 2) return [];
    const { plain, snippet } = mapSkeleton(of, form.column, form.layout, true);
    return [
      {
        label: `- ${keys.join(", ")}`,
        kind: "block",
        detail: of.schema.title ?? "a new item",
        ...(of.schema.description === undefined ? {} : { documentation: of.schema.description }),
        newText: form.lead + plain,
        snippet: escaped(form.lead) + snippet,
        filter: keys.join(" "),
      },
    ];
  });
}

/** How many items the list at the place has. */
function itemsAt({ place }: Context): number {
  let node: OutlineNode | undefined = place.outline.root;
  for (const segment of place.path) node = node && childAt(node, segment);
  return node ? itemsIn(node).length : 0;
}

function choicesIn(
  context: Context,
  maps: readonly ResolvedSchema[],
  path: Path,
  form: KeyForm,
  siblings: ReadonlyMap<string, string>,
): Choice[] {
  const known = new Map<string, ResolvedSchema>();
  for (const map of maps) {
    for (const key of Object.keys(map.schema.properties ?? {})) if (!known.has(key)) known.set(key, map);
  }
  const surroundings = { siblings, object: context.objectNode };
  const excluded = excludedByModel(context, path, siblings);
  const keys = [...known].filter(
    ([key, { schema }]) => !siblings.has(key) && !excluded.has(key) && fits(key, schema, surroundings),
  );
  const ranked = keys.map(([key, of]) => ({ key, of, rank: rankOf(key, of.schema) }));
  const inOrder = [0, 1, 2].flatMap((rank) => ranked.filter((one) => one.rank === rank));
  const choices = inOrder.flatMap(({ key, of }) =>
    isHeader(key, path) && context.schemaKeys.length > 1
      ? headerChoices(key, context.schemaKeys, form)
      : [keyChoice(key, of, form)],
  );
  return [...choices, ...exampleKeys(maps, known, siblings, form)];
}

function rankOf(key: string, { required, "x-slosmith": notes }: JsonSchema): number {
  if (required?.includes(key)) return 0;
  return notes?.usual?.includes(key) ? 1 : 2;
}

/** Of keys that a format wants one of, the model knows which stand there already. */
function excludedByModel(
  { document, place, path }: Context,
  at: Path,
  siblings: ReadonlyMap<string, string>,
) {
  const base = place.path.slice(0, place.path.length - path.length);
  const map = nodeAt(document.yaml.root, [...base, ...at]);
  const choices = document.objects.flatMap((object) => object.choices ?? []);
  const own = choices.filter(({ form }) => form.map === map);
  const taken = own.filter(({ keys }) => keys.some((key) => siblings.has(key)));
  return new Set(taken.flatMap(({ keys }) => keys));
}

function isHeader(key: string, path: Path): boolean {
  return path.length === 0 && HEADER_KEYS.some((one) => one === key);
}

/** While it is open what the object is: each value that its header may have, with its key. */
function headerChoices(key: string, schemaKeys: readonly string[], form: KeyForm): Choice[] {
  const values = new Map<string, string | undefined>();
  for (const schemaKey of schemaKeys) {
    for (const value of headerValues(schemaKey, key)) {
      if (!values.has(value))
        values.set(value, key === "kind" ? rootSchema(schemaKey)?.schema.title : undefined);
    }
  }
  return [...values].map(([value, title]) => {
    const newText = `${form.lead}${writeKey(key, form)}: ${writeScalar(value, { quote: "", flow: form.flow })}`;
    return { label: `${key}: ${value}`, kind: "key", newText, ...(title ? { detail: title } : {}) };
  });
}

function keyChoice(key: string, map: ResolvedSchema, form: KeyForm): Choice {
  const of = propertySchema(map, key) ?? { schema: {}, file: map.file };
  const { schema } = of;
  const type = typeWords(schema);
  const words = [
    type === "" ? (schema.title ?? "") : type,
    ...(map.schema.required?.includes(key) ? ["required"] : []),
  ];
  const detail = words.filter((word) => word !== "").join(", ");
  return {
    label: key,
    kind: "key",
    ...(detail === "" ? {} : { detail }),
    ...(schema.description === undefined ? {} : { documentation: schema.description }),
    ...textOf(key, of, form),
  };
}

type Text = Pick<Choice, "newText" | "snippet" | "asksOn">;

function textOf(key: string, of: ResolvedSchema, form: KeyForm): Text {
  const { schema } = of;
  const head = `${form.lead}${writeKey(key, form)}:`;
  if (schema.const !== undefined) return { newText: `${head} ${writeScalar(schema.const)}` };
  if (takesScalar(schema)) return { newText: `${head} `, ...(hasValues(schema) ? { asksOn: true } : {}) };
  const brackets = takesMap(schema) ? "{}" : "[]";
  if (form.flow) {
    const [opening = "", closing = ""] = brackets;
    const inside = escaped(closing);
    return { newText: `${head} ${opening}${closing}`, snippet: `${escaped(head)} ${opening}$0${inside}` };
  }
  if (!takesMap(schema) && !takesList(schema)) return { newText: `${head} ` };
  const { plain, snippet } = valueSkeleton(of, key, form.column, form.layout);
  return { newText: head + plain, snippet: escaped(head) + snippet };
}

function writeKey(key: string, form: KeyForm): string {
  return writeScalar(key, { quote: form.quote, flow: form.flow });
}

/** Whether the editor knows what may stand behind the key's colon. */
function hasValues(schema: JsonSchema): boolean {
  const meaning = schema["x-slosmith"]?.type ?? "";
  if (schema.enum || meaning.startsWith("ref:") || meaning.startsWith("target")) return true;
  return (schema.examples ?? []).some(isScalar) || typesOf(schema).includes("boolean");
}

/** A map that takes any key is shown the keys of its example. */
function exampleKeys(
  maps: readonly ResolvedSchema[],
  known: ReadonlyMap<string, unknown>,
  siblings: ReadonlyMap<string, string>,
  form: KeyForm,
): Choice[] {
  return maps.flatMap((map) => {
    const [example] = map.schema.examples ?? [];
    if (typeof example !== "object" || example === null || Array.isArray(example)) return [];
    return Object.keys(example).flatMap((key): Choice[] => {
      // SLOsmith's annotations are offered with all that is known of them.
      if (known.has(key) || siblings.has(key) || annotationDoc(key)) return [];
      const of = propertySchema(map, key) ?? { schema: {}, file: map.file };
      return [{ label: key, kind: "key", detail: "an example", ...textOf(key, of, form) }];
    });
  });
}
