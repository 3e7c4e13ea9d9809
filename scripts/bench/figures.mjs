// How figures are written: rounded to what they are worth.

/** Milliseconds: `0.84`, `9.5`, `312`, `1,214`. */
export function milliseconds(value) {
  return `${amount(value)} ms`;
}

export function amount(value) {
  const digits = value < 1 ? 2 : value < 10 ? 1 : 0;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** How many times: `1.08x`, `9.5x`, `84x`; nothing for what was not measured. */
export function times(value) {
  if (value === undefined) return "";
  const digits = value < 2 ? 2 : value < 10 ? 1 : 0;
  return `${value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits })}x`;
}

export function mebibytes(kib) {
  return `${Math.round(kib / 1024).toLocaleString("en")} MiB`;
}

/** A table in Markdown; the first columns hold words, the others figures. */
export function table(heads, rows, wordColumns = 1) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  const rule = heads.map((_, column) => (column < wordColumns ? "---" : "---:"));
  return [line(heads), line(rule), ...rows.map(line)].join("\n");
}
