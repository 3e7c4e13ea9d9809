import type { PortableSlo } from "../../model/portable-slo";
import type { NoteBook } from "./notes";

/** The one text that says what an SLO is about, for a tool that has no other. */
export function onlyText(slo: PortableSlo, tool: string, book: NoteBook): string | undefined {
  const { displayName, description } = slo;
  if (displayName !== undefined && description !== undefined && displayName !== description) {
    book.lost(slo, `The name for people, "${displayName}", is left out.`, `${tool} has a description alone.`);
  }
  return description ?? displayName;
}

/**
 * Says that a calendar window is none any more.
 *
 * @param length the window's length, as the tool takes it
 * @param why what its window is instead, as a sentence
 */
export function noteCalendar(slo: PortableSlo, length: string, why: string, book: NoteBook): void {
  const { kind, duration, startTime, timeZone } = slo.window;
  if (kind !== "calendar") return;
  const from = startTime === undefined ? "" : ` from ${startTime}`;
  const zone = timeZone === undefined ? "" : ` in ${timeZone}`;
  book.lost(
    slo,
    `The calendar window of ${duration.text}${from}${zone} is a rolling one of ${length} now.`,
    why,
  );
}
