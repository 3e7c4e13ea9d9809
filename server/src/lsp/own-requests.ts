import { changesForPreview } from "../core/change/shown";
import { conversionTargets } from "../core/convert/convert";
import { convertFile } from "../core/ide/convert-file";
import { previewOf } from "../core/ide/preview";
import { previewCss } from "../core/ide/preview-css";
import { previewHtml } from "../core/ide/preview-html";
import { scaffoldSlo, tierChoices } from "../core/ide/scaffold";
import { whatIf as whatIfOf } from "../core/ide/what-if/answer";
import { OUTAGE_FIELDS, type OutageTexts } from "../core/ide/what-if/question";
import type { Span } from "../core/text/span";
import { changesOf } from "./bases";
import type {
  Conversion,
  ConversionTarget,
  ConvertParams,
  Preview,
  PreviewParams,
  Scaffold,
  ScaffoldParams,
  TierChoice,
  WhatIf,
  WhatIfParams,
} from "./protocol";
import { ideOptions, type Session } from "./session";
import { isRecord } from "./settings";
import { canonicalUri } from "./uris";

/** `slosmith/preview`: null for a file that is not known to the server. */
export function preview(session: Session, params: PreviewParams): Preview | null {
  const { store } = session;
  const key = canonicalUri(params.uri);
  if (!store.file(key)) return null;
  const options = ideOptions(session);
  const shown = previewOf(store.workspace, key, {
    ...options,
    ...(params.position ? { offset: store.linesOf(key).offsetAt(params.position) } : {}),
    ...(params.interactive === true ? { interactive: true } : {}),
    changes: changesForPreview(changesOf(session, key)),
  });
  return { title: shown.title, html: previewHtml(shown), css: previewCss, version: store.version(key) };
}

/** `slosmith/whatIf`: null for a file that is not known to the server, and for one that has no such objective. */
export function whatIf(session: Session, params: WhatIfParams): WhatIf | null {
  if (typeof params.part !== "string") return null;
  const { store } = session;
  const key = canonicalUri(params.uri);
  if (!store.file(key)) return null;
  const question = {
    part: params.part,
    ...(typeof params.target === "string" ? { target: params.target } : {}),
    ...(typeof params.window === "string" ? { window: params.window } : {}),
    outage: outageTexts(params.outage),
  };
  const answer = whatIfOf(store.workspace, key, question, ideOptions(session));
  if (!answer) return null;
  const { part, sentences, html, figures, edits, change } = answer;
  return {
    part,
    sentences,
    html,
    ...(figures ? { figures } : {}),
    ...(change === undefined
      ? {}
      : {
          change: {
            title: change,
            version: store.version(key),
            edits: edits.map(({ span, newText }) => ({ range: store.rangeOf(key, span), newText })),
          },
        }),
  };
}

function outageTexts(given: unknown): OutageTexts {
  if (!isRecord(given)) return {};
  const texts: Record<string, string> = {};
  for (const { id } of OUTAGE_FIELDS) {
    const text = given[id];
    if (typeof text === "string") texts[id] = text;
  }
  return texts;
}

/** `slosmith/scaffold`: null where the journey has no name. Waits for the workspace, whose tiers and names count. */
export async function scaffold(session: Session, params: ScaffoldParams): Promise<Scaffold | null> {
  await session.indexer.settled();
  if (!isRecord(params) || typeof params.journey !== "string") return null;
  const kind = params.kind === "latency" || params.kind === "both" ? params.kind : "availability";
  const made = scaffoldSlo(session.store.workspace, {
    journey: params.journey,
    kind,
    nowEpochMs: session.host.nowEpochMs(),
    ...(typeof params.tier === "string" ? { tier: params.tier } : {}),
  });
  return made ?? null;
}

/** `slosmith/tiers`: the most important first. Waits for the workspace. */
export async function tiers(session: Session): Promise<readonly TierChoice[]> {
  await session.indexer.settled();
  return tierChoices(session.store.workspace);
}

/** `slosmith/conversionTargets`: the formats that can be written. */
export function targets(): readonly ConversionTarget[] {
  return conversionTargets();
}

/** `slosmith/convert`: null for a file or a format that is not known. Waits for the workspace: references lead there. */
export async function convert(session: Session, params: ConvertParams): Promise<Conversion | null> {
  await session.indexer.settled();
  if (typeof params.to !== "string") return null;
  const { store } = session;
  const key = canonicalUri(params.uri);
  const made = convertFile(store.workspace, key, params.to);
  if (!made) return null;
  const lines = store.linesOf(key);
  const position = (place: Span | undefined) => (place ? { position: lines.positionAt(place.start) } : {});
  return {
    text: made.text,
    notes: made.notes.map(({ place, ...note }) => ({ ...note, ...position(place) })),
    refused: made.refused.map(({ place, ...refusal }) => ({ ...refusal, ...position(place) })),
  };
}
