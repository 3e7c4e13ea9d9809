// A text that is being edited: knows the edits that are measured, and the places where things are asked.

/** The edits that are measured. Each is made in one SLO and taken back by the next one. */
export const EDIT_KINDS = ["digit", "query", "newline"];

export const EDIT_TITLES = {
  digit: "a digit of a target",
  query: "a character in a query",
  newline: "a new line",
};

/** A prime: neighbouring edits lie far apart, and every SLO has its turn. */
const STRIDE = 613;

export class EditedText {
  #lines;
  #turn = 0;
  /** Takes back the edit that was made last; undefined where the text is as it was. */
  #back;

  constructor(text, sloCount = 1) {
    this.#lines = text.split("\n");
    this.sloCount = sloCount;
  }

  /**
   * The next edit of a kind, as the protocol has it: a change in some SLO, or that change taken back.
   * @throws {Error} for another kind than that of the edit which is to be taken back
   */
  next(kind) {
    const back = this.#back;
    this.#back = undefined;
    if (back && back.kind !== kind) throw new Error(`An edit of ${back.kind} is to be taken back first.`);
    if (back) return this.#apply(back);
    this.slo = (this.#turn++ * STRIDE) % this.sloCount;
    const { at, newText, length } = this[kind]();
    const { line, character } = at;
    const old = this.#lines[line].slice(character, character + length);
    const end =
      newText === "" || !newText.includes("\n")
        ? { line, character: character + newText.length }
        : { line: line + 1, character: newText.length - 1 };
    this.#back = { kind, range: { start: at, end }, text: old };
    return this.#apply({
      range: { start: at, end: { line, character: character + length } },
      text: newText,
    });
  }

  /** Whether the next edit takes the last one back. */
  get isChanged() {
    return this.#back !== undefined;
  }

  /** Where the last edit was made there is an indicator, a target ...: the end of the line with this key. */
  endOf(key) {
    const line = this.#lineOf(key);
    return { line, character: this.#lines[line].length };
  }

  text() {
    return this.#lines.join("\n");
  }

  digit() {
    const at = this.endOf("targetPercent:");
    return { at: { ...at, character: at.character - 1 }, length: 1, newText: "7" };
  }

  query() {
    const at = this.endOf("query:");
    const character = this.#lines[at.line].indexOf('"') + 1;
    return { at: { ...at, character }, length: 0, newText: "x" };
  }

  newline() {
    return { at: this.endOf("service:"), length: 0, newText: "\n" };
  }

  /** A new line in an objective, with the indentation that its keys have. */
  newKey() {
    return { at: this.endOf("targetPercent:"), length: 0, newText: "\n      " };
  }

  /** The line of the present SLO that holds this key. */
  #lineOf(key) {
    let before = -1;
    for (let line = 0; line < this.#lines.length; line++) {
      if (this.#lines[line] === "kind: SLO") before++;
      if (before === this.slo && this.#lines[line].includes(key)) return line;
    }
    throw new Error(`SLO ${this.slo} has no line with "${key}".`);
  }

  #apply({ range, text }) {
    const { start, end } = range;
    const joined =
      this.#lines[start.line].slice(0, start.character) + text + this.#lines[end.line].slice(end.character);
    this.#lines.splice(start.line, end.line - start.line + 1, ...joined.split("\n"));
    return { range, text };
  }
}
