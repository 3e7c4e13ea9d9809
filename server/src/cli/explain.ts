import pc from "picocolors";
import { catalogue } from "../core/rules/catalogue";
import { rulePageUrl } from "../core/rules/page-url";
import type { Rule } from "../core/rules/rule";
import { ruleNamed } from "../core/rules/run";
import { nearest } from "../core/text/nearest";
import { choice, parseCommandLine } from "./arguments";
import { type CliIo, EXIT_OK, MisuseError } from "./io";
import { wrap } from "./words";

export const EXPLAIN_USAGE = `slosmith explain [rule] [--format pretty|json]

Prints what a rule reports and why, with a spec that it reports and one that it
does not. Without a rule: the list of all. A rule is named by its code
(target-range) or its number in published lists (M06).
`;

/** `slosmith explain`. */
export async function explain(argv: readonly string[], io: CliIo): Promise<number> {
  const { paths, flags } = parseCommandLine(argv, {
    format: { type: "string", default: "pretty" },
    help: { type: "boolean", short: "h" },
  });
  if (flags.help) {
    io.out(EXPLAIN_USAGE);
    return EXIT_OK;
  }
  const format = choice("format", flags.format, ["pretty", "json"]);
  if (paths.length > 1) throw new MisuseError("Name one rule at a time.");
  const [name] = paths;
  const rules = name === undefined ? catalogue : [ruleOrMisuse(name)];
  if (format === "json") io.out(`${JSON.stringify(rules.map(facts), null, 2)}\n`);
  else if (name === undefined) printList(io);
  else for (const rule of rules) printRule(rule, io);
  return EXIT_OK;
}

function ruleOrMisuse(name: string): Rule {
  const rule = ruleNamed(name);
  if (rule) return rule;
  const meant = nearest(
    name,
    catalogue.flatMap((one) => (one.alias === undefined ? [one.code] : [one.code, one.alias])),
  );
  const hint = meant === undefined ? 'Run "slosmith explain" for the list.' : `Did you mean ${meant}?`;
  throw new MisuseError(`There is no rule "${name}". ${hint}`);
}

function facts(rule: Rule) {
  const { code, alias, concern, severity, fix, docs } = rule;
  return { code, alias, concern, severity, fix, url: rulePageUrl(code), ...docs };
}

function printList(io: CliIo): void {
  const colors = pc.createColors(io.color);
  const width = Math.max(...catalogue.map((rule) => rule.code.length));
  let concern = "";
  for (const rule of catalogue) {
    if (rule.concern !== concern) io.out(`${concern === "" ? "" : "\n"}${colors.bold(rule.concern)}\n`);
    concern = rule.concern;
    const [first = "", ...more] = wrap(rule.docs.summary, io.columns - width - 16);
    io.out(`  ${rule.code.padEnd(width)}  ${rule.severity.padEnd(11)} ${first}\n`);
    for (const line of more) io.out(`${" ".repeat(width + 16)}${line}\n`);
  }
}

function printRule(rule: Rule, io: CliIo): void {
  const colors = pc.createColors(io.color);
  const alias = rule.alias === undefined ? "" : ` (${rule.alias})`;
  io.out(`${colors.bold(rule.code)}${alias}  ${rule.severity}\n\n`);
  for (const line of wrap(rule.docs.summary, io.columns)) io.out(`${line}\n`);
  io.out("\n");
  for (const line of wrap(rule.docs.why, io.columns)) io.out(`${line}\n`);
  const example = (title: string, text: string) => {
    io.out(`\n${colors.bold(title)}\n\n`);
    for (const line of text.trimEnd().split("\n")) io.out(`    ${line}\n`);
  };
  example("Reported", rule.docs.bad);
  example("Not reported", rule.docs.good);
  io.out(`\n${rulePageUrl(rule.code)}\n`);
}
