import { canonicalTimeZone } from "../../math/calendar";
import { nearest } from "../../text/nearest";

/** Abbreviations that people use for a place's clock. Those that IANA itself lists (CET, EST) are not here. */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  Z: "UTC",
  ZULU: "UTC",
  PST: "America/Los_Angeles",
  PDT: "America/Los_Angeles",
  PT: "America/Los_Angeles",
  MDT: "America/Denver",
  CST: "America/Chicago",
  CDT: "America/Chicago",
  EDT: "America/New_York",
  ET: "America/New_York",
  BST: "Europe/London",
  CEST: "Europe/Berlin",
  EEST: "Europe/Helsinki",
  IST: "Asia/Kolkata",
  JST: "Asia/Tokyo",
  SGT: "Asia/Singapore",
  AEST: "Australia/Sydney",
  AEDT: "Australia/Sydney",
};

/** The zone that a text most likely means: an abbreviation, a city alone, spaces for underscores, a slip. */
export function suggestTimeZone(text: string): string | undefined {
  const word = text.trim();
  const known = ABBREVIATIONS[word.toUpperCase()];
  if (known !== undefined) return known;
  const spaced = canonicalTimeZone(word.replaceAll(/\s+/g, "_"));
  if (spaced !== undefined) return spaced;
  const zones = Intl.supportedValuesOf("timeZone");
  const city = word.replaceAll(/\s+/g, "_").toLowerCase();
  const ofCity = zones.find((zone) => zone.toLowerCase().endsWith(`/${city}`));
  return ofCity ?? nearest(word, [...zones, "UTC"]);
}
