import type { Span } from "../../text/span";
import type { Fix } from "../rule";

/** Says that a review was held today: a claim, which only a person can make. */
export function reviewedToday(date: Span, today: string): Fix {
  return {
    title: `Set the last review to today, ${today}`,
    safe: false,
    edits: [{ span: date, newText: JSON.stringify(today) }],
  };
}
