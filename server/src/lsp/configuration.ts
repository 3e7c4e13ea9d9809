import { type Connection, MessageType, ShowMessageNotification } from "vscode-languageserver";
import type { Session } from "./session";
import { isRecord, readSettings } from "./settings";

/** The section of the client's settings that is SLOsmith's. */
const SECTION = "slosmith";

/** Keeps the session's settings the same as the user's, and says once what is wrong with these. */
export class Configuration {
  private readonly told = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly session: Session,
    private readonly initial: unknown,
    private readonly changedSettings: () => void,
  ) {
    this.take(sectionOf(initial));
  }

  /** Asks the client, where it can be asked. */
  async load(): Promise<void> {
    if (!this.session.abilities.configuration) return;
    const answer: unknown = await this.connection.workspace.getConfiguration(SECTION);
    // A client that knows the section but holds nothing in it sends null: what it began with stands.
    this.take(answer ?? sectionOf(this.initial));
  }

  /** Follows `workspace/didChangeConfiguration`: asks where that can be done, else takes what was sent. */
  async changed(sent: unknown): Promise<void> {
    if (this.session.abilities.configuration) await this.load();
    else this.take(sectionOf(sent));
  }

  private take(section: unknown): void {
    const { settings, problems } = readSettings(section);
    const before = JSON.stringify(this.session.settings);
    if (JSON.stringify(settings) !== before) {
      this.session.settings = settings;
      this.session.store.readBy(settings.consumers);
      this.changedSettings();
    }
    const fresh = problems.filter((problem) => !this.told.has(problem));
    for (const problem of fresh) {
      this.told.add(problem);
      this.connection.console.warn(problem);
    }
    if (fresh.length === 0) return;
    // As a notification: `showWarningMessage` would be a request, which not every client answers.
    void this.connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `SLOsmith's settings: ${fresh.join(" ")}`,
    });
  }
}

const OWN_KEYS = ["rules", "inlayHints", "codeLens", "consumers", "besideYamlExtension"];

/** Our section of what a client sends; some send the section itself. */
function sectionOf(sent: unknown): unknown {
  if (!isRecord(sent)) return undefined;
  if (SECTION in sent) return sent[SECTION];
  return OWN_KEYS.some((key) => key in sent) ? sent : undefined;
}
