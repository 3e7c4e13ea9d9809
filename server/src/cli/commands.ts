import { BUDGET_USAGE, budget } from "./budget";
import { check } from "./check/check";
import { CHECK_USAGE } from "./check/usage";
import type { Command } from "./command";
import { CONVERT_USAGE, convert } from "./convert";
import { DIFF_USAGE, diff } from "./diff";
import { EXPLAIN_USAGE, explain } from "./explain";
import { GATE_USAGE, gate } from "./gate";
import { REPORT_USAGE, report } from "./workspace-report";

/** Every command, in the order of the overview. A new one is a line here; nothing else names it. */
export const COMMANDS: readonly Command[] = [
  { name: "check", takes: "[paths]", does: "find mistakes", usage: CHECK_USAGE, run: check },
  {
    name: "budget",
    takes: "[paths]",
    does: "print the error budget of every objective",
    usage: BUDGET_USAGE,
    run: budget,
  },
  {
    name: "explain",
    takes: "[rule]",
    does: "print what a rule reports and why",
    usage: EXPLAIN_USAGE,
    run: explain,
  },
  {
    name: "convert",
    takes: "[file]",
    does: "write SLOs in another format",
    usage: CONVERT_USAGE,
    run: convert,
  },
  {
    name: "diff",
    takes: "[commit]",
    does: "tell what a change does to promises",
    usage: DIFF_USAGE,
    run: diff,
  },
  {
    name: "gate",
    takes: "--slo NAME",
    does: "ask whether a tier lets a release through",
    usage: GATE_USAGE,
    run: gate,
  },
  {
    name: "report",
    takes: "[paths]",
    does: "write what is promised, for all to read",
    usage: REPORT_USAGE,
    run: report,
  },
];
