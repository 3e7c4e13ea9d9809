import type { ObjectKind } from "../../model/spec-object";
import type { JsonSchema } from "../../schema/property";
import { summary } from "../hover/reference";
import type { Choice } from "./choice";
import type { Context } from "./context";
import { type ScalarForm, writeScalar } from "./scalar";

const DNS_LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** The names of a kind's objects in this workspace, each with what it is. */
export function referenceChoices(
  context: Pick<Context, "view">,
  kind: string,
  schema: JsonSchema,
  form: ScalarForm,
): Choice[] {
  const names = nameChoices(context, [kind as ObjectKind], form);
  if (schema["x-slosmith"]?.form !== "dns-label") return names;
  return names.filter(({ label }) => DNS_LABEL.test(label));
}

/** The names of several kinds' objects. */
export function nameChoices(
  { view }: Pick<Context, "view">,
  kinds: readonly ObjectKind[],
  form: ScalarForm,
): Choice[] {
  const found = new Map<string, Choice>();
  for (const kind of kinds) {
    for (const definition of view.all(kind)) {
      const name = definition.object.name?.value;
      if (name === undefined || name === "" || found.has(`${kind} ${name}`)) continue;
      found.set(`${kind} ${name}`, {
        label: name,
        kind: "reference",
        detail: kind,
        documentation: summary(definition),
        newText: writeScalar(name, form),
      });
    }
  }
  return [...found.values()];
}
