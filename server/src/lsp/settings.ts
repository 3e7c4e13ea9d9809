import { CONSUMERS, type ConsumerId, consumerId } from "../core/model/consumer";
import { catalogue } from "../core/rules/catalogue";
import type { Severity } from "../core/rules/rule";
import { type RuleSettings, ruleNamed } from "../core/rules/run";
import { nearest } from "../core/text/nearest";

/** The user's settings, read. */
export interface Settings {
  readonly rules: RuleSettings;
  readonly inlayHints: boolean;
  /** Whether an inlay hint tells where each metric is measured. */
  readonly signalHints: boolean;
  /** Whether an inlay hint tells how soon each burn alert comes. */
  readonly alertHints: boolean;
  /** Whether an inlay hint tells what a tier asks for, where it is named. */
  readonly tierHints: boolean;
  readonly codeLens: boolean;
  /** Whether a line above what SLOs use tells how many do. */
  readonly usesLens: boolean;
  /** Whether a line above each objective tells what edits since the last commit do to it. */
  readonly changesLens: boolean;
  /** Who reads the files, where neither they nor `.slosmith.yaml` say it. */
  readonly consumers: readonly ConsumerId[];
  /**
   * Another YAML extension is there: faults of the YAML itself are its to tell. `auto` is for a client that finds
   * out by itself and then says `on` or `off`; to the server it means that there is none.
   */
  readonly besideYamlExtension: "auto" | "on" | "off";
}

export const DEFAULT_SETTINGS: Settings = {
  rules: {},
  inlayHints: true,
  signalHints: false,
  alertHints: true,
  tierHints: true,
  codeLens: false,
  usesLens: true,
  changesLens: true,
  consumers: [],
  besideYamlExtension: "auto",
};

export interface ReadSettings {
  readonly settings: Settings;
  /** One sentence for each value that could not be used; the rest is. */
  readonly problems: readonly string[];
}

const SEVERITIES: readonly string[] = ["off", "hint", "information", "warning", "error"];

/**
 * Reads the section `slosmith` of the client's settings, whatever it holds. What is absent, or null as clients
 * send it for what they do not know, has its default.
 */
export function readSettings(section: unknown): ReadSettings {
  const problems: string[] = [];
  if (section === undefined || section === null) return { settings: DEFAULT_SETTINGS, problems };
  if (!isRecord(section))
    return { settings: DEFAULT_SETTINGS, problems: ["`slosmith` has to be an object."] };
  return {
    settings: {
      rules: readRules(section.rules, problems),
      inlayHints: readSwitch(section.inlayHints, "inlayHints", DEFAULT_SETTINGS.inlayHints, problems),
      signalHints: readMember(section, "inlayHints", "signalClass", DEFAULT_SETTINGS.signalHints, problems),
      alertHints: readMember(section, "inlayHints", "alertSpeed", DEFAULT_SETTINGS.alertHints, problems),
      tierHints: readMember(section, "inlayHints", "tier", DEFAULT_SETTINGS.tierHints, problems),
      codeLens: readSwitch(section.codeLens, "codeLens", DEFAULT_SETTINGS.codeLens, problems),
      usesLens: readMember(section, "codeLens", "references", DEFAULT_SETTINGS.usesLens, problems),
      changesLens: readMember(section, "codeLens", "changes", DEFAULT_SETTINGS.changesLens, problems),
      consumers: readConsumers(section.consumers, problems),
      besideYamlExtension: readBeside(section.besideYamlExtension, problems),
    },
    problems,
  };
}

function readRules(value: unknown, problems: string[]): RuleSettings {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) {
    problems.push("`slosmith.rules` has to be an object with a severity for each rule.");
    return {};
  }
  const rules: Record<string, Severity | "off"> = {};
  for (const [code, wanted] of Object.entries(value)) {
    if (!ruleNamed(code)) {
      const meant = nearest(
        code,
        catalogue.map((rule) => rule.code),
      );
      problems.push(
        `\`slosmith.rules\`: there is no rule \`${code}\`.${meant ? ` Did you mean \`${meant}\`?` : ""}`,
      );
    } else if (isSeverity(wanted)) {
      rules[ruleNamed(code)?.code ?? code] = wanted;
    } else {
      problems.push(
        `\`slosmith.rules\`: \`${code}\` is ${JSON.stringify(wanted)}; one of ${SEVERITIES.join(", ")} is wanted.`,
      );
    }
  }
  return rules;
}

function readConsumers(value: unknown, problems: string[]): readonly ConsumerId[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    problems.push("`slosmith.consumers` has to be a list of words.");
    return [];
  }
  return value.flatMap((word: unknown) => {
    const id = typeof word === "string" ? consumerId(word) : undefined;
    if (id !== undefined) return [id];
    const meant = typeof word === "string" ? nearest(word, CONSUMERS) : undefined;
    const hint = meant ? `Did you mean \`${meant}\`?` : `Known are ${CONSUMERS.join(", ")}.`;
    problems.push(`\`slosmith.consumers\`: ${JSON.stringify(word)} is not known. ${hint}`);
    return [];
  });
}

function readBeside(value: unknown, problems: string[]): Settings["besideYamlExtension"] {
  if (value === undefined || value === null) return DEFAULT_SETTINGS.besideYamlExtension;
  if (value === "auto" || value === "on" || value === "off") return value;
  problems.push(
    `\`slosmith.besideYamlExtension\` is ${JSON.stringify(value)}; one of auto, on, off is wanted.`,
  );
  return DEFAULT_SETTINGS.besideYamlExtension;
}

function readSwitch(group: unknown, name: string, otherwise: boolean, problems: string[]): boolean {
  return readFlag(isRecord(group) ? group.enabled : group, `${name}.enabled`, otherwise, problems);
}

/** One of a group's hints or lenses beside the budget's. */
function readMember(
  section: Readonly<Record<string, unknown>>,
  group: "inlayHints" | "codeLens",
  name: string,
  otherwise: boolean,
  problems: string[],
): boolean {
  const given = section[group];
  // `"slosmith.inlayHints": false` is how people switch off all of them.
  if (given === false) return false;
  return readFlag(isRecord(given) ? given[name] : undefined, `${group}.${name}`, otherwise, problems);
}

function readFlag(value: unknown, name: string, otherwise: boolean, problems: string[]): boolean {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === "boolean") return value;
  problems.push(`\`slosmith.${name}\` is ${JSON.stringify(value)}; true or false is wanted.`);
  return otherwise;
}

function isSeverity(value: unknown): value is Severity | "off" {
  return typeof value === "string" && SEVERITIES.includes(value);
}

/** Whether a value is an object with named members. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
