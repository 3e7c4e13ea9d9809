import type { YamlFault } from "../../yaml/fault";
import type { Message } from "../rule";

interface Words {
  readonly what: string;
  readonly why?: string;
  readonly todo: string;
}

const REFUSED = "YAML parsers refuse the document.";
const UNREAD = "What cannot be read is not checked.";

/** The parser's faults in plain words, by its code: what is wrong, and what to do. */
const WORDS: Readonly<Record<string, Words>> = {
  TAB_AS_INDENT: {
    what: "A tab indents this line, where YAML allows only spaces.",
    todo: "Replace the tab by spaces.",
  },
  BAD_INDENT: {
    what: "This line's indentation fits no block around it.",
    todo: "Align it with the keys or entries it belongs to.",
  },
  MULTILINE_IMPLICIT_KEY: {
    what: "This line has no colon, so it runs on into the next one.",
    todo: "Add `:` and a value, or indent it if it belongs to the text above.",
  },
  RUN_ON: {
    what: "This value runs on into the next line, inside a bracket.",
    todo: "Close the bracket, or put a comma after the value.",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    what: "A second `key: value` stands where the first one's value is.",
    todo: "Give it a line of its own, or put the value in quotes if the colon belongs to it.",
  },
  KEY_BELOW_VALUE: {
    what: "This value is followed by a key that is indented below it.",
    todo: "Align that key with this line's key, or remove the value.",
  },
  BLOCK_IN_FLOW: {
    what: "A block begins inside brackets.",
    todo: "Close the bracket first, or write all of it in brackets.",
  },
  BAD_SCALAR_START: {
    what: "A value cannot begin with this sign.",
    todo: "Put the value in quotes.",
  },
  BAD_DQ_ESCAPE: {
    what: "This backslash begins no escape that YAML knows.",
    todo: "Double it (`\\\\`), or use single quotes, in which it means itself.",
  },
  BAD_ALIAS: {
    what: "This alias has no name.",
    todo: "Write `*` and the anchor's name, or put the value in quotes.",
  },
  ALIAS_UNKNOWN: {
    what: "This alias repeats an anchor that does not stand before it.",
    todo: "Write `&name` at the value that is to be repeated, or put the text in quotes.",
  },
  ALIAS_CYCLE: {
    what: "This alias stands inside the value that it repeats.",
    todo: "Write the value out.",
  },
  ALIAS_BOMB: {
    what: "Written out, the aliases of this document make more than 200,000 values.",
    why: "What lies beyond is not checked, and a tool that reads it runs out of memory.",
    todo: "Write the values out once, where they are needed.",
  },
  TOO_DEEP: {
    what: "Values are nested more than 100 levels deep in this document.",
    why: "Nothing in it is checked.",
    todo: "Close the brackets, or part it.",
  },
  UNEXPECTED_TOKEN: {
    what: "This does not belong behind the value before it.",
    todo: "Put the whole value in quotes, or give this a line of its own.",
  },
  KEY_OVER_1024_CHARS: {
    what: "This key has more than 1,024 characters.",
    todo: "Shorten it; perhaps a quote is missing before it.",
  },
  MULTIPLE_DOCS: {
    what: "A second document begins here without a line `---` before it.",
    todo: "Part them by `---`.",
  },
};

/** What a fault is called, what follows, and what to do. */
export function syntaxMessage(fault: YamlFault): Message {
  const words = special(fault) ?? WORDS[fault.code];
  if (words) return { what: words.what, why: words.why ?? REFUSED, todo: words.todo };
  const unread = fault.code === "TOO_LARGE" || fault.code === "UNREADABLE";
  return {
    what: sentence(fault.message),
    why: unread ? UNREAD : REFUSED,
    todo: fault.code === "TOO_LARGE" ? "Part it by `---`." : "Mend the YAML here first.",
  };
}

/** Where one code stands for several mistakes, the parser's message tells them apart. */
function special({ code, message }: YamlFault): Words | undefined {
  if (code === "MISSING_CHAR" && /closing .*quote/.test(message)) {
    return { what: "The quote that opens here is never closed.", todo: "Close it where the text ends." };
  }
  if (code === "MISSING_CHAR" && message.startsWith("Implicit map keys")) {
    return { what: "This line has no colon.", todo: "Add `:` and a value." };
  }
  if (code === "MISSING_CHAR") {
    return { what: sentence(message), todo: "Close what was opened before this place." };
  }
  const bracket = /must be sufficiently indented and end with a ([}\]])/.exec(message)?.[1];
  if (bracket === undefined) return undefined;
  return {
    what: `A bracket that was opened above lacks its \`${bracket}\` before this line.`,
    todo: "Close the bracket where its content ends.",
  };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
