/** The line break that a text is written with. */
export function breakIn(text: string): string {
  return /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
}

/** The column of an offset. */
export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** Where an offset's line begins. */
export function lineStart(text: string, offset: number): number {
  for (let at = offset; at > 0; at--) {
    const before = text[at - 1];
    if (before === "\n" || (before === "\r" && text[at] !== "\n")) return at;
  }
  return 0;
}

/** Where an offset's line ends, before its break. */
export function lineEnd(text: string, offset: number): number {
  const found = /[\r\n]/.exec(text.slice(offset));
  return found ? offset + found.index : text.length;
}

/** Past the break of an offset's line. */
export function nextLine(text: string, offset: number): number {
  const end = lineEnd(text, offset);
  return end + (/^(?:\r\n|\r|\n)/.exec(text.slice(end))?.[0].length ?? 0);
}
