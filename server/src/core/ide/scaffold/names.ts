/** Room for a suffix: names of objects are DNS labels of at most 63 characters. */
const LONGEST = 40;

/** A name fit for `metadata.name`: lower-case letters, digits and hyphens. Empty where the text has none of them. */
export function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, "");
}

/** A name for a journey: its slug, made longer where YAML would read a number, a date or a truth value in it. */
export function journeyName(text: string): string {
  const name = slug(text);
  return /^(?:[\d-]+|\d+e\d+|0[xo][\da-f]+|true|false|null|yes|no|on|off|y|n)$/.test(name)
    ? `${name}-journey`
    : name;
}

/** The name, or where it is taken the first free one of `name-2`, `name-3` … */
export function uniqueName(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let at = 2; isTaken(free); at++) free = `${name}-${at}`;
  return free;
}

/** Text on one line, without control characters. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Cs}]+/gu, " ").trim();
}

/** Text as a YAML scalar: plain where nothing could be read into it, else in double quotes. */
export function scalar(text: string): string {
  return /^[A-Za-z][\w ,.%-]*[\w.%]$/.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

/** A metric name's part: underscores for hyphens. */
export function metricName(name: string): string {
  return /^\d/.test(name) ? `_${name.replaceAll("-", "_")}` : name.replaceAll("-", "_");
}
