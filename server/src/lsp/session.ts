import type { IdeOptions } from "../core/ide/options";
import { ruleNamed } from "../core/rules/run";
import type { CheckResult, FileFinding } from "../core/workspace";
import type { Bases } from "./bases";
import type { ClientAbilities } from "./client-abilities";
import type { Host } from "./host";
import type { Indexer } from "./indexer";
import type { Settings } from "./settings";
import type { Store } from "./store";

/** All that a request is answered from. There is one for each client. */
export interface Session {
  readonly host: Host;
  readonly store: Store;
  readonly indexer: Indexer;
  readonly abilities: ClientAbilities;
  readonly bases: Bases;
  settings: Settings;
  /** Files, by key, for which a person has given another YAML extension a schema. */
  schemaElsewhere: ReadonlySet<string>;
}

/** What the core's services are told beside the text. */
export function ideOptions(session: Session): IdeOptions {
  return { nowEpochMs: session.host.nowEpochMs(), settings: session.settings.rules };
}

/**
 * What is to be said of a file now. While the workspace's files are still being read, rules that look into other
 * files are left out: what seems to be missing may be in one of them.
 */
export function checkNow(session: Session, key: string): Pick<CheckResult, "findings" | "faults"> {
  const { findings, faults } = session.store.workspace.check(key, session.settings.rules);
  if (session.indexer.isComplete) return { findings, faults };
  return { findings: findings.filter(isJudgedAlone), faults };
}

/** Whether a finding can be made from the file's own text. */
export function isJudgedAlone(finding: FileFinding): boolean {
  return ruleNamed(finding.code)?.checkInWorkspace === undefined;
}
