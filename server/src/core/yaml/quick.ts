import { CST, Lexer } from "yaml";
import { type DocumentTexts, type DuplicateKey, scalarOf } from "./build";
import type { Converted } from "./convert";
import { FlowReader } from "./flow";
import { Frame } from "./frame";
import type { YamlNode } from "./node";
import { resolveScalar, type Word, wordNode } from "./word";

/** Deeper nesting is left to the parser, which counts the levels. */
const DEEPEST = 90;
/** YAML allows no longer key before its colon. */
const LONGEST_KEY = 1_024;

/**
 * Reads a document from the words that the parser's lexer finds, without the parser's two trees in between: most of a
 * spec is maps, lists and scalars, which need neither, and so it costs a third. Whatever else there is (anchors, tags,
 * explicit keys), and all that the parser might have to say of a text, is left to the parser:
 * undefined. What is read is what {@link convert} makes of the parser's tree, to each span.
 */
export function readQuickly(texts: DocumentTexts): Converted | undefined {
  const reader = new QuickReader(texts);
  for (const token of new Lexer().lex(texts.masked)) if (!reader.take(token)) return undefined;
  const root = reader.finish();
  return root && { root, faults: [], duplicateKeys: reader.duplicateKeys, tooDeep: false, unclosed: [] };
}

/**
 * Where on a line the reader is: before anything but indentation and dashes; behind the line's first word; behind a
 * colon; behind a value; behind the sign of a block scalar.
 */
type Place = "start" | "word" | "colon" | "value" | "header";

class QuickReader {
  readonly duplicateKeys: DuplicateKey[] = [];
  private readonly frames: Frame[] = [];
  private place: Place = "start";
  private offset = 0;
  /** The column, as long as only indentation and dashes were seen on the line. */
  private column = 0;
  private atIndent = true;
  private hasBegun = false;
  private hasMarker = false;
  private hasRoot = false;
  private isScalarNext = false;
  private afterSpace = true;
  private word: Word | undefined;
  private header: CST.BlockScalar | undefined;
  private flow: FlowReader | undefined;
  /** A flow collection that stands on the line, whole. */
  private collection: YamlNode | undefined;

  constructor(private readonly texts: DocumentTexts) {}

  /** Takes the lexer's next word. False where the parser has to read the text. */
  take(token: string): boolean {
    if (this.isScalarNext) {
      this.isScalarNext = false;
      return this.passed(token, this.header ? this.blockScalar(token) : this.scalar("scalar", token));
    }
    if (this.flow) return this.flowWord(token, this.flow);
    switch (token[0]) {
      case CST.DOCUMENT:
        return this.begin();
      case CST.SCALAR:
        this.isScalarNext = true;
        return true;
      case " ":
        return this.passed(token, this.space(token));
      case "\n":
      case "\r":
        return this.passed(token, this.newline(token));
      case "#":
        return this.passed(token, this.comment(token));
      case ":":
        return this.passed(token, this.colon());
      case "-":
        return this.passed(token, token === "-" ? this.dash() : this.marker());
      case '"':
        return this.passed(token, this.scalar("double-quoted-scalar", token));
      case "'":
        return this.passed(token, this.scalar("single-quoted-scalar", token));
      case "[":
      case "{":
        return this.flowStart(token);
      case "|":
      case ">":
        return this.passed(token, this.blockHeader(token));
      default:
        return false;
    }
  }

  /** The whole document; undefined where the parser has to read it. */
  finish(): YamlNode | undefined {
    if (this.isScalarNext || this.header || this.flow || !this.endOfValue()) return undefined;
    let root: YamlNode | undefined;
    while (this.frames.length > 0) {
      root = this.close();
      if (!root) return undefined;
    }
    return root;
  }

  private get top(): Frame | undefined {
    return this.frames[this.frames.length - 1];
  }

  private passed(token: string, isRead: boolean): boolean {
    this.offset += token.length;
    return isRead;
  }

  private begin(): boolean {
    const isFirst = !this.hasBegun;
    this.hasBegun = true;
    return isFirst;
  }

  private marker(): boolean {
    if (this.hasRoot || this.hasMarker || this.place !== "start") return false;
    this.hasMarker = true;
    this.atIndent = false;
    this.place = "value";
    return true;
  }

  private space(token: string): boolean {
    if (token.includes("\t")) return false;
    this.afterSpace = true;
    if (this.header) return this.headerToken("space", token);
    if (this.atIndent) this.column += token.length;
    if (this.place === "start" || this.place === "colon") {
      this.top?.space(this.offset, this.offset + token.length);
    }
    return true;
  }

  private comment(token: string): boolean {
    if (!this.afterSpace) return false;
    if (this.header) return this.headerToken("comment", token);
    if (this.place === "start" || this.place === "colon") {
      this.top?.comment(this.column, this.offset + token.length);
    }
    this.atIndent = false;
    return true;
  }

  private newline(token: string): boolean {
    const to = this.offset + token.length;
    if (this.header) return this.headerToken("newline", token);
    if (this.word || this.collection) {
      if (!this.putValue(to)) return false;
    } else if (this.place === "start") this.top?.newline(to);
    this.startLine();
    return true;
  }

  private startLine(): void {
    this.place = "start";
    this.column = 0;
    this.atIndent = true;
    this.afterSpace = true;
  }

  private scalar(type: Word["type"], source: string): boolean {
    if (source === "") return false;
    if (this.flow) return this.flow.word({ type, source, start: this.offset, column: this.column });
    if (this.place !== "start" && this.place !== "colon") return false;
    this.word = { type, source, start: this.offset, column: this.column };
    this.place = this.place === "start" ? "word" : "value";
    this.atIndent = false;
    this.afterSpace = false;
    return true;
  }

  /** The line's first word is a key. */
  private colon(): boolean {
    const { word } = this;
    if (this.place !== "word" || !word || word.source === "<<" || word.source.includes("\n")) return false;
    if (this.offset - word.start > LONGEST_KEY) return false;
    const key = wordNode(word, this.texts);
    const map = this.frameFor("map", word.column, word.start);
    if (!key || !map?.putNothing(this.texts.text)) return false;
    map.expectValueOf(key, this.offset + 1);
    this.word = undefined;
    this.place = "colon";
    return true;
  }

  private dash(): boolean {
    if (this.place !== "start" || !this.atIndent) return false;
    const list = this.frameFor("seq", this.column, this.offset);
    if (!list?.putNothing(this.texts.text)) return false;
    list.expect(this.offset + 1);
    this.column++;
    this.afterSpace = false;
    return true;
  }

  /**
   * The map or list that a key or a dash in this column belongs to: one that is open, or a new one where a value is
   * waited for. Undefined where the column fits nowhere.
   */
  private frameFor(kind: Frame["kind"], column: number, start: number): Frame | undefined {
    for (let { top } = this; top; top = this.top) {
      if (top.kind === kind && column === top.indent) return top;
      // A list may stand below its key without being indented.
      const holds = column > top.indent || (column === top.indent && kind === "seq" && top.kind === "map");
      if (holds) return top.isPending ? this.opened(kind, column, start) : undefined;
      if (!this.close()) return undefined;
    }
    if (this.hasRoot) return undefined;
    this.hasRoot = true;
    return this.opened(kind, column, start);
  }

  private opened(kind: Frame["kind"], column: number, start: number): Frame | undefined {
    if (this.frames.length >= DEEPEST) return undefined;
    const frame = new Frame(kind, column, start);
    this.frames.push(frame);
    return frame;
  }

  /** Finishes the innermost map or list. Undefined where the parser has to say where it ends. */
  private close(): YamlNode | undefined {
    const frame = this.frames.pop();
    if (!frame?.putNothing(this.texts.text)) return undefined;
    return frame.closeInto(this.top, this.duplicateKeys);
  }

  private endOfValue(): boolean {
    return (!this.word && !this.collection) || this.putValue(this.offset);
  }

  /** What stands on the line was no key, but the value that was waited for. */
  private putValue(end: number): boolean {
    const { word, top } = this;
    if (!top?.isPending) return false;
    // As far out as the keys are, it would be one of them.
    if (this.place === "word" && word && word.column <= top.indent) return false;
    const node = word ? wordNode(word, this.texts) : this.collection;
    if (!node) return false;
    top.put(node, end, true);
    this.word = undefined;
    this.collection = undefined;
    return true;
  }

  /** A flow collection or a block scalar may begin here. */
  private fitsValue(): boolean {
    const { top } = this;
    if (!top?.isPending) return false;
    return this.place === "colon" || (this.place === "start" && this.column > top.indent);
  }

  private flowStart(token: string): boolean {
    if (!this.fitsValue()) return false;
    this.flow = new FlowReader(this.texts, this.duplicateKeys);
    this.afterSpace = false;
    return this.flowWord(token, this.flow);
  }

  private flowWord(token: string, flow: FlowReader): boolean {
    if (token === CST.SCALAR) {
      this.isScalarNext = true;
      return true;
    }
    if (token[0] === '"') return this.passed(token, this.scalar("double-quoted-scalar", token));
    if (token[0] === "'") return this.passed(token, this.scalar("single-quoted-scalar", token));
    if (!this.passed(token, flow.sign(token, this.offset))) return false;
    if (!flow.node) return true;
    this.flow = undefined;
    this.collection = flow.node;
    this.place = "value";
    this.atIndent = false;
    return true;
  }

  private blockHeader(source: string): boolean {
    const { top } = this;
    if (!top || !this.fitsValue()) return false;
    const sign = { type: "block-scalar-header", offset: this.offset, indent: this.column, source } as const;
    this.header = {
      type: "block-scalar",
      offset: this.offset,
      indent: top.indent,
      props: [sign],
      source: "",
    };
    this.place = "header";
    this.afterSpace = false;
    return true;
  }

  private headerToken(type: "space" | "comment" | "newline", source: string): boolean {
    this.header?.props.push({ type, offset: this.offset, indent: this.column, source });
    return true;
  }

  private blockScalar(source: string): boolean {
    const { header, top, texts } = this;
    if (!header || !top) return false;
    header.source = source;
    const read = resolveScalar(header);
    if (!read) return false;
    const [start, end] = read.range;
    top.put(scalarOf(read.value, read.value, "block", { start, end }, texts), end, false);
    this.header = undefined;
    this.startLine();
    return true;
  }
}
