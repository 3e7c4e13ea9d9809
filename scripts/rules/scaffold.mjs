import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const CONCERNS = [
  "syntax",
  "schema",
  "reference",
  "indicator",
  "query",
  "measurability",
  "objective",
  "window",
  "alert",
  "tier",
  "consumer",
];

/** Begins a rule: its file and its fixture. Returns the paths made. */
export function scaffoldRule(root, target) {
  const [concern, code] = (target ?? "").split("/");
  if (!CONCERNS.includes(concern) || !/^[a-z][a-z0-9-]+$/.test(code ?? "")) {
    throw new Error(
      `Say which: node scripts/rules.mjs new <concern>/<code>, with a concern of ${CONCERNS.join(", ")}.`,
    );
  }
  const files = {
    [`server/src/core/rules/${concern}/${code}.ts`]: ruleSource(concern, code),
    [`test/rules/fixtures/${code}.yaml`]: `# The finding's range is marked below its line:\n#   ^^^^ ${code}\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    if (existsSync(join(root, path))) throw new Error(`${path} is there already.`);
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return Object.keys(files);
}

function ruleSource(concern, code) {
  return `import type { Rule } from "../rule";

export const rule: Rule = {
  code: "${code}",
  concern: "${concern}",
  severity: "warning",
  fix: "none",
  docs: {
    summary: "",
    why: "",
    bad: \`\`,
    good: \`\`,
    references: [],
  },
  checkObject(object, report) {
    if (object.body.type !== "slo") return;
    report({ span: object.headerSpan, message: { what: "", why: "", todo: "" } });
  },
};
`;
}
