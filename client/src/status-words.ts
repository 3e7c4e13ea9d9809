import type { FileStatus } from "../../server/src/lsp/protocol";

/** What the status says of a file. */
export interface StatusWords {
  readonly text: string;
  /** Whole sentences. */
  readonly detail: string;
  readonly action: "showLog" | "restart" | "changeLanguage";
  /** Something is out of order, and not by anybody's wish. */
  readonly isFault?: boolean;
}

/** Before a spec was seen. */
export const ASLEEP: StatusWords = {
  text: "SLOsmith: no spec here",
  // The editor cuts a line off after some 50 letters: the fact comes first.
  detail: "Nothing in it of a known format.",
  action: "showLog",
};

/** A spec is seen, and the server does not answer yet. */
export const STARTING: StatusWords = {
  text: "SLOsmith: starting",
  detail: "The file is checked in a moment.",
  action: "showLog",
};

export const NO_ANSWER: StatusWords = {
  text: "SLOsmith: no answer",
  detail: "Nothing is checked: the server has stopped.",
  action: "restart",
  isFault: true,
};

/** A spec in a file that the editor takes for something else than YAML. */
export function otherLanguage(languageId: string): StatusWords {
  const isTemplate = languageId === "helm" || languageId.includes("jinja");
  return {
    text: `SLOsmith: silent in ${languageId}`,
    detail: isTemplate
      ? "A template: choose YAML, or check what it renders."
      : "It reads YAML: choose YAML as the language.",
    action: "changeLanguage",
  };
}

/** A text that is shown beside its file: a past version, a review. */
export function otherScheme(scheme: string): StatusWords {
  return {
    text: "SLOsmith: not this version",
    detail: `A copy (${scheme}): the file itself is checked.`,
    action: "showLog",
  };
}

/** What the server sees in a file, and the editor shows of it. */
export function seen(status: FileStatus, findings: number): StatusWords {
  if (!status.isSpec)
    return { text: "SLOsmith: no spec here", detail: plain(status.reason ?? ""), action: "showLog" };
  const notes = status.indexing
    ? ["The workspace is being read; references are judged afterwards.", ...status.notes]
    : status.notes;
  const beside = `${counted(status.specFiles, "file")} with specs`;
  return {
    text: `SLOsmith: ${objectsText(status)}, ${counted(findings, "finding")}`,
    detail: notes.length > 0 ? plain(notes.join(" ")) : beside,
    action: "showLog",
  };
}

function plain(text: string): string {
  return text.replaceAll("`", "");
}

/** "3 SLOs, 11 more": what carries budgets is named. The line is cut off where it is long, so the rest is summed up. */
function objectsText({ objects }: FileStatus): string {
  const budgets = objects.filter(({ kind }) => kind === "SLO" || kind === "ReliabilityTier");
  const named = budgets.length > 0 ? budgets : objects.slice(0, 1);
  const shown = named.map(({ kind, count }) => counted(count, KIND_WORDS[kind] ?? kind));
  const rest = objects.reduce((sum, one) => (named.includes(one) ? sum : sum + one.count), 0);
  if (rest > 0) shown.push(`${rest} more`);
  return shown.join(", ") || "no whole object";
}

const KIND_WORDS: Readonly<Record<string, string>> = {
  ReliabilityTier: "tier",
  AlertPolicy: "alert policy",
  AlertCondition: "alert condition",
  AlertNotificationTarget: "notification target",
  DataSource: "data source",
};

function counted(count: number, word: string): string {
  if (count === 1) return `1 ${word}`;
  return `${count} ${word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`}`;
}
