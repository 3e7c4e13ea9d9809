import type { AlertCondition, AlertPolicy } from "../../model/alert";
import { type Form, given } from "../../model/form";
import type { ObjectKind, SpecObject } from "../../model/spec-object";
import type { YamlNode } from "../../yaml/node";

/** A list whose items are written out or named. */
export interface ItemList {
  /** The list's key. */
  readonly key: string;
  /** What its items are. */
  readonly kind: ObjectKind;
  /** The key that names an object elsewhere. */
  readonly refKey: string;
}

const POLICIES: ItemList = { key: "alertPolicies", kind: "AlertPolicy", refKey: "alertPolicyRef" };
const CONDITIONS: ItemList = { key: "conditions", kind: "AlertCondition", refKey: "conditionRef" };
const TARGETS: ItemList = {
  key: "notificationTargets",
  kind: "AlertNotificationTarget",
  refKey: "targetRef",
};

export interface ListItem {
  readonly list: ItemList;
  readonly item: YamlNode;
}

/** Every item of an object's lists of alert policies, conditions and notification targets. */
export function alertItems(object: SpecObject): ListItem[] {
  const own = object.body.type === "slo" ? items(object.body.form, POLICIES) : [];
  const inner = policiesOf(object).flatMap(({ form }) => [
    ...items(form, CONDITIONS),
    ...items(form, TARGETS),
  ]);
  return [...own, ...inner];
}

/** The conditions that an object writes out: itself, or those inside its policies. */
export function conditionsOf(object: SpecObject): AlertCondition[] {
  if (object.body.type === "alertCondition") return [object.body];
  return policiesOf(object).flatMap((policy) =>
    policy.conditions.flatMap((use) => (use.kind === "inline" ? [use.condition] : [])),
  );
}

function policiesOf(object: SpecObject): AlertPolicy[] {
  const { body } = object;
  if (body.type === "alertPolicy") return [body];
  if (body.type !== "slo") return [];
  return body.alertPolicies.flatMap((use) => (use.kind === "inline" ? [use.policy] : []));
}

function items(form: Form | undefined, list: ItemList): ListItem[] {
  const value = given(form?.map, list.key)?.value;
  return value?.kind === "seq" ? value.items.map((item) => ({ list, item })) : [];
}
