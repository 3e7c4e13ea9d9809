import pc from "picocolors";
import type { GateState, GateVerdict, GateWords, PlanAnswer } from "../core/ide/gate/gate-model";
import { planWords } from "../core/ide/gate/plan";
import { formatPercent, type Rational, ratio } from "../core/math";
import type { AskedGate } from "./gate";
import type { CliIo } from "./io";
import { printable, wrap } from "./words";

/** Each verdict in a word or two, as a person at the gate would say it. */
const VERDICT_WORDS: Readonly<Record<GateVerdict, string>> = {
  allowed: "allowed",
  progressive: "step by step",
  approval: "needs approval",
  blocked: "blocked",
};

const LABELS = 10;

/** The answer as people read it. */
export function printGatePretty({ slo, path, answer }: AskedGate, io: CliIo): void {
  const colors = pc.createColors(io.color);
  const { now, budgets, plan, tierName } = answer;
  io.out(`${colors.bold(printable(slo))}  ${colors.dim(printable(path))}\n\n`);
  row("tier", printable(tierName), io);
  row("budget", `${shareLeft(now.remaining)}.`, io);
  const several = budgets.length > 1;
  for (const { title, words } of budgets) row("", several ? `${title}: ${words}` : words, io);
  row("release", verdictText(now, io), io);
  printState(now, io);
  if (plan) printPlan(plan, io);
}

function printPlan({ plan, costs, remarks, after }: PlanAnswer, io: CliIo): void {
  io.out("\n");
  row("plan", `${planWords(plan)}, while traffic is even`, io);
  for (const { title, words } of costs) row("costs", costs.length > 1 ? `${title}: ${words}` : words, io);
  for (const remark of remarks) row("", remark, io);
  row("then", verdictText(after, io), io);
  printState(after, io);
}

/** "20 % is left", "Nothing is left", "overspent by 20 %". */
function shareLeft(remaining: Rational): string {
  if (remaining.n === 0n) return "Nothing is left";
  return remaining.s < 0n
    ? `Overspent by ${formatPercent(remaining.abs(), "up")}`
    : `${formatPercent(remaining, "down")} is left`;
}

function verdictText({ verdict }: GateState, io: CliIo): string {
  const colors = pc.createColors(io.color);
  const paint = {
    allowed: colors.green,
    progressive: colors.cyan,
    approval: colors.yellow,
    blocked: colors.red,
  }[verdict];
  return paint(colors.bold(VERDICT_WORDS[verdict]));
}

function printState({ holding, next, verdict }: GateState, io: CliIo): void {
  for (const [at, gate] of holding.entries()) {
    // Behind a blocked gate the milder ones have nothing to say.
    if (at > 0 && verdict === "blocked" && gate.verdict !== "blocked") continue;
    row(at === 0 ? "" : "also", `${gate.asks} ${whenHolds(gate)}`, io);
  }
  if (holding.length === 0)
    row("", next ? "No release gate of the tier holds yet." : "The tier sets no release gates.", io);
  if (next)
    row(
      "next",
      `${next.below.n === 0n ? "Once nothing is left" : `At ${formatPercent(next.below)} left`}: ${next.asks}`,
      io,
    );
}

function whenHolds({ below }: GateWords): string {
  return below.n === 0n
    ? "The gate holds once the budget is spent."
    : `The gate holds at ${formatPercent(below)} left or less.`;
}

function row(label: string, text: string, io: CliIo): void {
  const colors = pc.createColors(io.color);
  for (const [at, line] of wrapPainted(text, io.columns - LABELS - 2).entries()) {
    io.out(`  ${at === 0 ? colors.dim(label.padEnd(LABELS)) : " ".repeat(LABELS)}${line}\n`);
  }
}

/** A painted text is one word: its control signs are ours. */
function wrapPainted(text: string, width: number): string[] {
  return text.includes("\u001b[") ? [text] : wrap(text, width);
}

/** The answer for machines: percents as numbers, the words beside them. */
export function printGateJson({ slo, path, answer, exitCode }: AskedGate, io: CliIo): void {
  const { now, budgets, plan, tierName } = answer;
  const json = {
    version: 1,
    slo,
    path,
    tier: tierName,
    exitCode,
    ...stateJson(now),
    budgets: budgets.map(({ title, target, windowLabel, budgetSeconds, leftSeconds, words }) => ({
      objective: title,
      targetPercent: percent(target),
      window: windowLabel,
      budgetSeconds: decimal(budgetSeconds),
      leftSeconds: decimal(leftSeconds),
      words,
    })),
    ...(plan && {
      plan: {
        seconds: decimal(plan.plan.seconds),
        errorPercent: percent(plan.plan.errors),
        costs: plan.costs.map(({ title, cost, left, words }) => ({
          objective: title,
          costPercent: percent(cost),
          remainingPercent: percent(left),
          words,
        })),
        remarks: plan.remarks,
        after: stateJson(plan.after),
      },
    }),
  };
  io.out(`${JSON.stringify(json, null, 2)}\n`);
}

function stateJson({ remaining, verdict, holding, next }: GateState) {
  return {
    remainingPercent: percent(remaining),
    verdict,
    gates: holding.map(gateJson),
    ...(next && { next: gateJson(next) }),
  };
}

function gateJson({ gate, verdict, below, asks }: GateWords) {
  return {
    verdict,
    remainingBelowPercent: percent(below),
    ...(gate.approver && { approver: gate.approver.value }),
    ...(gate.rollout.length > 0 && { rollout: gate.rollout.map(({ value }) => value) }),
    ...(gate.exceptions.length > 0 && { exceptions: gate.exceptions.map(({ value }) => value) }),
    words: asks,
  };
}

function percent(value: Rational): number {
  return decimal(value.mul(ratio(100)));
}

/** A number to six decimals, which JSON spells as people do. */
function decimal(value: Rational): number {
  return Number(value.round(6).toString());
}
