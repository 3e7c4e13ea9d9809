import { valueAt } from "../../yaml/node";
import type { Message, Report, Rule } from "../rule";
import { consequence } from "./format-of";
import { type Refusal, refusalsFor, schemaOf } from "./refusals";
import { code } from "./words";

export const rule: Rule = {
  code: "tag-key-form",
  concern: "schema",
  severity: "error",
  fix: "unsafe",
  docs: {
    summary: "A label's or annotation's key that does not have Kubernetes' form, or a label's value.",
    why: "Keys are letters, digits, `-`, `_` and `.`, with a letter or digit at both ends, at most 63. An annotation's key may have a domain before a slash (`example.com/team`). In OpenSLO v1 a label's key may not: `slosmith/tier` and its like belong under `annotations`. In OpenSLO v2alpha it may, and values have a form too: go-sdk takes lower-case letters only.",
    bad: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  labels:
    example.com/team: payments
`,
    good: `apiVersion: openslo/v1
kind: Service
metadata:
  name: checkout
  annotations:
    example.com/team: payments
`,
    references: [
      {
        title: "Kubernetes, labels and selectors: syntax",
        url: "https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set",
      },
      { title: "OpenSLO v1, metadata", url: "https://github.com/OpenSLO/OpenSLO#general-schema" },
    ],
  },
  checkObject(object, report, document) {
    for (const refusal of refusalsFor("tag-key-form", object, document)) {
      if (refusal.error.keyword === "pattern") {
        report(ofValue(refusal, consequence(object)));
        continue;
      }
      const key = String(refusal.error.path.at(-1));
      const own = schemaOf(object, refusal.error.path.slice(0, -1))["x-slosmith"]?.keys;
      if (own !== undefined) {
        report({ span: refusal.error.span, message: ofOwnForm(key, own, consequence(object)) });
        continue;
      }
      const inLabels = refusal.error.path.at(-2) === "labels";
      const { fault, todo } = inLabels ? labelKey(key, valueKind(refusal)) : annotationKey(key);
      report({
        span: refusal.error.span,
        message: {
          what: `The ${inLabels ? "label" : "annotation"} key ${key === "" ? "is empty" : `${code(key)} ${fault}`}.`,
          why: `Keys have Kubernetes' form. ${consequence(object)}`,
          todo,
        },
      });
    }
  },
};

/** Source: Prometheus, data model. */
const SERIES_NAME = "__name__";

/** Of a format whose label keys have a form of their own. */
function ofOwnForm(key: string, form: string, why: string): Message {
  if (key === SERIES_NAME) {
    return {
      what: `The label ${code(key)} is a series' own name in Prometheus.`,
      why: `Keys are ${form}. ${why}`,
      todo: "Give the label another name.",
    };
  }
  const capital = [...key].find((letter) => letter !== letter.toLowerCase());
  return {
    what: `The label key ${code(key)} ${capital === undefined ? "does not have the form of a key" : `holds the capital letter \`${capital}\``}.`,
    why: `Keys are ${form}. ${why}`,
    todo:
      capital === undefined
        ? "Use such letters only."
        : `Write it in lower case: ${code(key.toLowerCase())}.`,
  };
}

function ofValue({ error: { node, path, span }, schema }: Refusal, why: string): Report {
  const value = node?.kind === "scalar" ? String(node.value) : "";
  const meant = value.toLowerCase();
  const fits = meant !== value && new RegExp(schema.pattern ?? "", "u").test(meant);
  return {
    span,
    message: {
      what: `The label ${code(String(path.at(-1)))} is ${code(value)}.`,
      why: `Values are lower-case letters, digits, \`-\`, \`_\` and \`.\`, a letter or digit at both ends, at most ${LONGEST_PART}. ${why}`,
      todo: fits
        ? `Did you mean ${code(meant)}?`
        : "Write another value, or move the label to `annotations`, which take any text.",
    },
    ...(fits
      ? { fixes: [{ title: `Change to \`${meant}\``, safe: false, edits: [{ span, newText: meant }] }] }
      : {}),
  };
}

interface KeyFault {
  readonly fault: string;
  readonly todo: string;
}

const LONGEST_PART = 63;
const LONGEST_PREFIX = 253;
const SIGNS = "letters, digits, `-`, `_` and `.`";

function labelKey(key: string, kind: "text" | "other"): KeyFault {
  if (key.includes("/")) {
    const move = kind === "text" ? "Move it to `annotations`" : "Move it to `annotations`, as one text,";
    return {
      fault: "holds a slash, which OpenSLO v1 allows only in annotation keys",
      todo: `${move} or take the slash out.`,
    };
  }
  return { fault: partFault(key), todo: `Use ${SIGNS}, with a letter or digit at both ends.` };
}

function annotationKey(key: string): KeyFault {
  const slash = key.indexOf("/");
  const [prefix, name] = slash < 0 ? ["", key] : [key.slice(0, slash), key.slice(slash + 1)];
  if (name.includes("/")) {
    return { fault: "holds more than one slash", todo: "Keep the one after the domain." };
  }
  if (slash >= 0) {
    const prefixWrong = prefixFault(prefix);
    if (prefixWrong !== undefined) {
      return {
        fault: prefixWrong,
        todo: "Write a domain in lower case before the slash: `example.com/team`.",
      };
    }
  }
  const after = slash < 0 ? "" : " after its slash";
  return {
    fault: name === "" ? `has nothing${after}` : `${partFault(name)}${after}`,
    todo: `Use ${SIGNS}, with a letter or digit at both ends.`,
  };
}

function prefixFault(prefix: string): string | undefined {
  if (prefix === "") return "has nothing before its slash";
  if (prefix.length > LONGEST_PREFIX)
    return `has ${prefix.length} characters before its slash, more than 253`;
  const wrong = [...prefix].find((letter) => !/[-.a-z0-9]/.test(letter));
  if (wrong !== undefined) return `holds \`${wrong}\` before its slash, where a domain is wanted`;
  const label = prefix.split(".").find((part) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(part));
  return label === undefined ? undefined : "has no valid domain before its slash";
}

function partFault(part: string): string {
  if (part === "") return "has no letter";
  const wrong = [...part].find((letter) => !/[-._a-zA-Z0-9]/.test(letter));
  if (wrong !== undefined) return wrong === " " ? "holds a space" : `holds \`${wrong}\``;
  if (part.length > LONGEST_PART) return `has ${part.length} characters, more than ${LONGEST_PART}`;
  const edge = /^[-._]/.test(part) ? `begins with \`${part[0]}\`` : `ends with \`${part.at(-1)}\``;
  return edge;
}

function valueKind({ error }: Refusal): "text" | "other" {
  const value = valueAt(error.node, String(error.path.at(-1)));
  return value?.kind === "scalar" ? "text" : "other";
}
