import type * as vscode from "vscode";
import type { WhatIfParams } from "../../server/src/lsp/protocol";

/** What the preview's page asks of one objective. */
export type WhatIfQuestion = Omit<WhatIfParams, "uri">;

/** A message of the preview's page that is about what would be. */
export interface WhatIfMessage {
  /** To show it, or to write it into the file. */
  readonly kind: "ask" | "apply";
  readonly question: WhatIfQuestion;
}

/** Takes what is usable of a message; undefined for one that is about something else. */
export function readMessage(message: unknown): WhatIfMessage | undefined {
  if (!isRecord(message)) return undefined;
  const kind = isRecord(message.apply) ? "apply" : "ask";
  const asked = isRecord(message.apply) ? message.apply : message.whatIf;
  if (!isRecord(asked) || typeof asked.part !== "string") return undefined;
  const { part, target, window, outage } = asked;
  return {
    kind,
    question: {
      part,
      ...(typeof target === "string" ? { target } : {}),
      ...(typeof window === "string" ? { window } : {}),
      ...(isRecord(outage) ? { outage: textsOf(outage) } : {}),
    },
  };
}

/** The question as the server takes it. */
export function questionOn({ uri }: vscode.TextDocument, question: WhatIfQuestion): WhatIfParams {
  return { uri: uri.toString(), ...question };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textsOf(record: Record<string, unknown>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(record)) if (typeof value === "string") texts[name] = value;
  return texts;
}
