import { catalogue } from "../core/rules/catalogue";
import type { RuleSettings } from "../core/rules/run";

/** How many rules there are, and how many of them a user's settings have switched off. */
export function knownRules(settings: RuleSettings): { readonly off: number; readonly all: number } {
  const isOff = (name: string | undefined) => name !== undefined && settings[name] === "off";
  const off = catalogue.filter(({ code, alias }) => isOff(code) || (!(code in settings) && isOff(alias)));
  return { off: off.length, all: catalogue.length };
}
