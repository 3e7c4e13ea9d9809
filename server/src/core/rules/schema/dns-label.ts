import { listed } from "../../text/listed";

/** The longest DNS label, in characters. Source: RFC 1123, 2.1. */
export const LONGEST_LABEL = 63;

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/**
 * Whether a text is a DNS label: lower-case letters, digits and hyphens, 1 to 63, no hyphen at an end.
 *
 * @param longest how many characters the format takes of a name
 */
export function isDnsLabel(text: string, longest = LONGEST_LABEL): boolean {
  return text.length <= longest && DNS_LABEL.test(text);
}

/** What keeps a text from being a DNS label, as a clause: "holds a space and the capital letter `C`". */
export function labelFault(text: string, longest = LONGEST_LABEL): string {
  if (text === "") return "is empty";
  const open = placeholderIn(text);
  if (open !== undefined) return open === text ? "is a placeholder" : `holds the placeholder \`${open}\``;
  const held: string[] = [];
  const wrong = [...new Set([...text].filter((letter) => !/[-a-z0-9]/.test(letter)))];
  const capitals = wrong.filter((letter) => /[A-Z]/.test(letter));
  const others = wrong.filter((letter) => !/[A-Z]/.test(letter));
  if (capitals.length > 0) held.push(counted(capitals, "capital letter"));
  held.push(...others.slice(0, 3).map(signName));
  const ends = [text.startsWith("-") ? "begins" : "", text.endsWith("-") ? "ends" : ""].filter(Boolean);
  const length = [...text].length;
  return listed([
    ...(held.length > 0 ? [`holds ${listed([...new Set(held)])}`] : []),
    ...(ends.length > 0 ? [`${listed(ends)} with a hyphen`] : []),
    ...(length > longest ? [`has ${length} characters`] : []),
  ]);
}

/** A word in angle brackets, as guides and test files write what is still to be filled in: `<PROJECT>`. */
export function placeholderIn(text: string): string | undefined {
  return /<[A-Za-z][\w .-]*>/.exec(text)?.[0];
}

/**
 * A DNS label that the text most likely stands for; undefined where nothing is left of it, it is too long, or a part
 * is still to be filled in.
 */
export function suggestLabel(text: string, longest = LONGEST_LABEL): string | undefined {
  if (placeholderIn(text) !== undefined) return undefined;
  const slug = text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replaceAll(/([A-Z])([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return slug !== text && isDnsLabel(slug, longest) ? slug : undefined;
}

function counted(letters: readonly string[], noun: string): string {
  if (letters.length === 1) return `the ${noun} \`${letters[0]}\``;
  return `${letters.length} ${noun}s`;
}

function signName(sign: string): string {
  if (sign === " ") return "a space";
  if (sign === "`") return "a backtick";
  return /\s/.test(sign) ? "white space" : `\`${sign}\``;
}
