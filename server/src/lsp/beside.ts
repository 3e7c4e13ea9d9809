import type { Session } from "./session";
import { isRecord } from "./settings";
import { canonicalUri } from "./uris";

/** What any extension for YAML tells by itself: faults of the text as YAML, whatever it is about. */
const FAULTS_OF_YAML: ReadonlySet<string> = new Set(["yaml-syntax", "duplicate-key"]);

/** A comment by which a file names its schema to yaml-language-server; `none` names none. */
const MODELINE = /^[ \t]*#.*\byaml-language-server[ \t]*:.*\$schema=(?!none\b)\S/m;

/** Whether a rule's findings are left to another YAML extension, which reports the same places. */
export function isLeftToOthers({ settings }: Session, code: string): boolean {
  return settings.besideYamlExtension === "on" && FAULTS_OF_YAML.has(code);
}

/**
 * Whether another YAML extension has a schema for a file, because a person gave it one: then that one completes and
 * explains keys and listed words. Where it has none it is silent, and all of this is ours.
 */
export function hasSchemaElsewhere({ settings, schemaElsewhere, store }: Session, key: string): boolean {
  if (settings.besideYamlExtension !== "on") return false;
  return schemaElsewhere.has(key) || MODELINE.test(store.file(key)?.text ?? "");
}

/** Takes a client's `slosmith/schemaElsewhere`; what is no such message is passed over. */
export function takeSchemaElsewhere(session: Session, params: unknown): void {
  if (!isRecord(params) || !Array.isArray(params.uris)) return;
  const uris = params.uris.filter((uri: unknown) => typeof uri === "string");
  session.schemaElsewhere = new Set(uris.map(canonicalUri));
}
