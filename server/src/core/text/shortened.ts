/** A text cut at `longest` characters, without splitting a character in two. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const end = /[\uD800-\uDBFF]/.test(text[longest - 2] ?? "") ? longest - 2 : longest - 1;
  return `${text.slice(0, end)}…`;
}
