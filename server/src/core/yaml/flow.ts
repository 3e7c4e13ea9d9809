import { type DocumentTexts, type DuplicateKey, mapOf } from "./build";
import type { YamlNode, YamlPair, YamlScalar } from "./node";
import { type Word, wordNode } from "./word";

/** A flow collection that is open. */
interface OpenFlow {
  readonly closing: "]" | "}";
  readonly start: number;
  readonly pairs: YamlPair[];
  readonly items: YamlNode[];
  key: YamlScalar | undefined;
  expects: "entry" | "colon" | "value" | "comma";
}

/** Deeper nesting is left to the parser, which counts the levels. */
const DEEPEST = 8;

/**
 * Reads a flow collection (`[a, b]`, `{a: b}`) word by word. What is seldom written in one (comments, keys without
 * values, pairs in lists) is left to the parser, and all that might be wrong.
 */
export class FlowReader {
  private readonly open: OpenFlow[] = [];
  /** The whole collection, once it is closed. */
  node: YamlNode | undefined;

  constructor(
    private readonly texts: DocumentTexts,
    private readonly duplicates: DuplicateKey[],
  ) {}

  /** Takes a sign, or white space. False where the parser has to read the text. */
  sign(token: string, offset: number): boolean {
    switch (token) {
      case "[":
      case "{":
        return this.opened(token, offset);
      case "]":
      case "}":
        return this.closed(token, offset);
      case ",":
        return this.moved("comma", "entry");
      case ":":
        return this.moved("colon", "value");
      default:
        return token.trim() === "" && !token.includes("\t");
    }
  }

  word(word: Word): boolean {
    const node = word.source.includes("\n") ? undefined : wordNode(word, this.texts);
    return node !== undefined && this.put(node);
  }

  private get top(): OpenFlow | undefined {
    return this.open[this.open.length - 1];
  }

  private opened(sign: "[" | "{", start: number): boolean {
    const { top } = this;
    const fits = !top || top.expects === "value" || (top.expects === "entry" && top.closing === "]");
    if (!fits || this.open.length >= DEEPEST) return false;
    const closing = sign === "[" ? "]" : "}";
    this.open.push({ closing, start, pairs: [], items: [], key: undefined, expects: "entry" });
    return true;
  }

  private closed(sign: "]" | "}", offset: number): boolean {
    const flow = this.open.pop();
    if (flow?.closing !== sign || flow.expects === "colon" || flow.expects === "value") return false;
    const span = { start: flow.start, end: offset + 1 };
    const node: YamlNode =
      sign === "]" ? { kind: "seq", items: flow.items, span } : mapOf(flow.pairs, span, this.duplicates);
    if (this.open.length > 0) return this.put(node);
    this.node = node;
    return true;
  }

  private moved(from: OpenFlow["expects"], to: OpenFlow["expects"]): boolean {
    const { top } = this;
    if (top?.expects !== from) return false;
    top.expects = to;
    return true;
  }

  private put(node: YamlNode): boolean {
    const { top } = this;
    if (!top) return false;
    if (top.closing === "]" && top.expects === "entry") {
      top.items.push(node);
      top.expects = "comma";
      return true;
    }
    if (top.expects === "entry" && node.kind === "scalar" && node.source !== "<<") {
      top.key = node;
      top.expects = "colon";
      return true;
    }
    if (top.expects !== "value" || !top.key) return false;
    top.pairs.push({ key: top.key, value: node, merged: false });
    top.key = undefined;
    top.expects = "comma";
    return true;
  }
}
