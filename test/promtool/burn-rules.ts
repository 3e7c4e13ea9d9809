import type { BurnPair, SimulatedAlert } from "../../server/src/core/math";
import { pyrraWindows, type Rational, ratio, slothWindows } from "../../server/src/core/math";

/** An alert rule, and what the simulation is told of it. */
export interface AlertRule {
  readonly name: string;
  readonly alert: SimulatedAlert;
}

/** A rule file in one tool's shape. Its series are `http_requests_total` with `code` 200 and 500. */
export interface RuleFile {
  readonly shape: "sloth" | "pyrra";
  readonly text: string;
  readonly rules: readonly AlertRule[];
}

const TOTAL = "http_requests_total";
const BAD = 'http_requests_total{code=~"(5..|429)"}';

/** A length of time as Prometheus writes it, in the largest unit that it is a whole number of. */
export function promDuration(seconds: Rational): string {
  const whole = Number(seconds.valueOf());
  for (const [unit, size] of [
    ["d", 86_400],
    ["h", 3_600],
    ["m", 60],
  ] as const) {
    if (whole % size === 0) return `${whole / size}${unit}`;
  }
  return `${whole}s`;
}

/** What a tool written in Go puts into a rule: the nearest binary number. */
function float(value: Rational): number {
  return Number(value.n) / Number(value.d);
}

/** Sloth's: a group of recorded ratios by window; a page and a ticket, each of a quick pair or a slow one, no `for`. */
export function slothRules(target: Rational, pairs: readonly BurnPair[]): RuleFile {
  const budget = 1 - float(target);
  const labels = 'sloth_id="shop-orders", sloth_service="shop", sloth_slo="orders"';
  const windows = windowsOf(pairs);
  const records = windows.map((window) => {
    const name = promDuration(window);
    return {
      record: `slo:sli_error:ratio_rate${name}`,
      expr: `(sum(rate(${BAD}[${name}])))\n/\n(sum(rate(${TOTAL}[${name}])))\n`,
      labels: { sloth_id: "shop-orders", sloth_service: "shop", sloth_slo: "orders", sloth_window: name },
    };
  });
  const over = (window: Rational, burn: Rational) =>
    `max(slo:sli_error:ratio_rate${promDuration(window)}{${labels}} > (${float(burn)} * ${budget})) without (sloth_window)`;
  const pairText = ({ burn, longSeconds, shortSeconds }: BurnPair) =>
    `(\n    ${over(shortSeconds ?? longSeconds, burn)}\n    and\n    ${over(longSeconds, burn)}\n)`;
  const rules = [
    { name: "page", alert: { pairs: pairs.slice(0, 2) } },
    { name: "ticket", alert: { pairs: pairs.slice(2) } },
  ];
  const alerts = rules.map(({ name, alert }) => ({
    alert: name,
    expr: alert.pairs.map(pairText).join("\nor\n"),
    labels: { sloth_severity: name },
  }));
  const groups = [
    { name: "sloth-slo-sli-recordings-shop-orders", rules: records },
    { name: "sloth-slo-alerts-shop-orders", rules: alerts },
  ];
  return { shape: "sloth", text: JSON.stringify({ groups }, undefined, 1), rules };
}

/** The pairs that Sloth has built in, each length divided by a number. */
export function slothPairs(period: Rational, divisor: number): BurnPair[] {
  return slothWindows(period).map(({ factor, longSeconds, shortSeconds }) => ({
    burn: factor,
    longSeconds: longSeconds.div(divisor),
    shortSeconds: shortSeconds.div(divisor),
  }));
}

/** Pyrra's: burn rates recorded by window, and four alerts of one pair each, with `for`, in the same group. */
export function pyrraRules(target: Rational, windowSeconds: Rational): RuleFile {
  const rules = pyrraWindows(windowSeconds).map((window, index) => ({
    name: `${window.severity}-${index + 1}`,
    alert: {
      pairs: [
        {
          burn: ratio(window.factor),
          longSeconds: ratio(window.longMinutes * 60),
          shortSeconds: ratio(window.shortMinutes * 60),
        },
      ],
      alertAfterSeconds: ratio(window.forMinutes * 60),
    },
  }));
  const records = windowsOf(rules.flatMap(({ alert }) => alert.pairs)).map((window) => {
    const name = promDuration(window);
    return {
      record: `http_requests:burnrate${name}`,
      expr: `sum(rate(${BAD}[${name}])) / sum(rate(${TOTAL}[${name}]))`,
      labels: { slo: "orders" },
    };
  });
  const budget = `(1-${float(target)})`;
  const alerts = rules.flatMap(({ name, alert }) =>
    alert.pairs.map(({ burn, longSeconds, shortSeconds }) => {
      const over = (window: Rational) =>
        `http_requests:burnrate${promDuration(window)}{slo="orders"} > (${float(burn)} * ${budget})`;
      return {
        alert: name,
        expr: `${over(shortSeconds)} and ${over(longSeconds)}`,
        for: promDuration(alert.alertAfterSeconds),
        labels: { severity: name.split("-")[0], slo: "orders" },
      };
    }),
  );
  const groups = [{ name: "orders", rules: [...records, ...alerts] }];
  return { shape: "pyrra", text: JSON.stringify({ groups }, undefined, 1), rules };
}

function windowsOf(pairs: readonly BurnPair[]): Rational[] {
  const seconds = pairs.flatMap(({ longSeconds, shortSeconds }) => [
    shortSeconds ?? longSeconds,
    longSeconds,
  ]);
  return [...new Map(seconds.map((one) => [promDuration(one), one])).values()];
}
