/** `1 error`, `3 errors`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Signs by which a file could tell a terminal what to do, each shown as one replacement sign. */
export function printable(text: string): string {
  return text.replaceAll(/(?!\s)\p{Cc}/gu, "\uFFFD");
}

/**
 * Breaks a text at spaces so that no line is longer than `width`, where its words allow; control signs are replaced.
 * A number and its `%` stay together.
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(width, 30);
  const lines: string[] = [];
  let line = "";
  for (const word of printable(text)
    .split(/\s+(?!%)/)
    .filter((part) => part !== "")) {
    if (line !== "" && line.length + 1 + word.length > room) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  if (line !== "") lines.push(line);
  return lines;
}
