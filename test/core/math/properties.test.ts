import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  alertBehaviour,
  budgetEvents,
  budgetSeconds,
  calendarPeriod,
  calendarWindowAt,
  canFire,
  canonicalTimeZone,
  civilWindowSeconds,
  type Duration,
  type DurationUnit,
  durationSeconds,
  eventsToProve,
  floorToBigInt,
  formatCount,
  formatDuration,
  formatFactor,
  formatPercent,
  formatRatio,
  isTimeZone,
  parseDecimal,
  parseDuration,
  parseFineDuration,
  parseStartTime,
  type Rational,
  ratio,
  shortDuration,
  toFractionString,
} from "../../../server/src/core/math";

const UNITS: readonly DurationUnit[] = ["m", "h", "d", "w", "M", "Q", "Y"];
/** Zones with ordinary, half-hour, midnight and southern clock changes, a skipped day, and none. */
const ZONES = [
  "UTC",
  "America/New_York",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Pacific/Apia",
  "Africa/Cairo",
];

/** A ratio in [0, 1) with up to 8 decimals. */
const share = fc.integer({ min: 0, max: 99_999_999 }).map((n) => ratio(n, 100_000_000));
const seconds = fc.integer({ min: 1, max: 40_000_000 }).map((n) => ratio(n));
const duration = fc.record({ count: fc.integer({ min: 1, max: 400 }), unit: fc.constantFrom(...UNITS) });
const anyRational = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
  .map(([n, d]) => ratio(n, d));
const nearby = fc.oneof(
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(..."0123456789.eE+-_ smhdwMQYPTx/:") }),
);

function read(text: string): Duration {
  const parsed = parseDuration(text);
  if (!parsed.ok) throw new Error(`refused ${text}`);
  return parsed.duration;
}

describe("no text makes a parser throw", () => {
  it("neither hostile nor nearly right", () => {
    fc.assert(
      fc.property(nearby, (text) => {
        parseDecimal(text);
        parseStartTime(text);
        isTimeZone(text);
        civilWindowSeconds(text, text, text);
        for (const parse of [parseDuration, parseFineDuration]) {
          const parsed = parse(text);
          // A hint is always a duration that the same parser takes.
          if (!parsed.ok && parsed.hint !== undefined) expect(parse(parsed.hint).ok).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what is written is read back", () => {
  it("a decimal", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.integer({ min: 0, max: 18 }),
        (n, places) => {
          const sign = n < 0n ? "-" : "";
          const digits = (n < 0n ? -n : n).toString().padStart(places + 1, "0");
          const at = digits.length - places;
          const text = `${sign}${digits.slice(0, at)}.${digits.slice(at)}`;
          expect(parseDecimal(text)?.equals(ratio(n, 10n ** BigInt(places)))).toBe(true);
        },
      ),
    );
  });

  it("a fraction", () => {
    fc.assert(fc.property(anyRational, (value) => ratio(toFractionString(value)).equals(value)));
  });

  it("a duration", () => {
    fc.assert(
      fc.property(duration, ({ count, unit }) => {
        const parsed = read(`${count}${unit}`);
        expect(shortDuration(parsed)).toBe(`${count}${unit}`);
        expect(shortDuration(read(shortDuration(parsed)))).toBe(shortDuration(parsed));
        expect(parseFineDuration(parsed.text)).toEqual(parseDuration(parsed.text));
      }),
    );
  });

  it("a formatted length of time, to the millisecond", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (ms) => {
        const sizes: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 };
        const parts = formatDuration(ratio(ms, 1_000n)).replaceAll(",", "").split(" ");
        const sum = parts.reduce(
          (so, part) =>
            so.add((parseDecimal(part.slice(0, -1)) ?? ratio(0)).mul(sizes[part.slice(-1)] ?? 0, 1)),
          ratio(0),
        );
        expect(toFractionString(sum)).toBe(String(ms));
      }),
    );
  });

  it("a percentage and a factor, on the right side", () => {
    const value = (text: string): Rational => ratio(text.replaceAll(",", "").replace(/ %$|x$/, ""));
    fc.assert(
      fc.property(anyRational, (exact) => {
        expect(value(formatPercent(exact, "down")).compare(exact.mul(100, 1))).toBeLessThanOrEqual(0);
        expect(value(formatPercent(exact, "up")).compare(exact.mul(100, 1))).toBeGreaterThanOrEqual(0);
        expect(value(formatFactor(exact, "down")).compare(exact)).toBeLessThanOrEqual(0);
        expect(value(formatRatio(exact, "up")).compare(exact)).toBeGreaterThanOrEqual(0);
        expect(formatCount(exact)).not.toMatch(/NaN|undefined|e/);
      }),
    );
  });
});

describe("budgets and alerts", () => {
  it("a stricter target never has a larger budget", () => {
    fc.assert(
      fc.property(share, share, seconds, (a, b, window) => {
        const [loose, strict] = a.compare(b) <= 0 ? [a, b] : [b, a];
        expect(budgetSeconds(strict, window).compare(budgetSeconds(loose, window))).toBeLessThanOrEqual(0);
        expect(budgetEvents(strict, window).allowed <= budgetEvents(loose, window).allowed).toBe(true);
      }),
    );
  });

  it("the whole allowance is the budget's floor", () => {
    fc.assert(
      fc.property(share, seconds, (target, events) => {
        const budget = budgetEvents(target, events);
        expect(budget.allowed).toBe(floorToBigInt(budget.exact));
      }),
    );
  });

  it("an alert that fires does so within its long window, and resets within its short one", () => {
    const factor = fc.integer({ min: 1, max: 5_000 }).map((n) => ratio(n, 100));
    fc.assert(
      fc.property(
        share,
        factor,
        seconds,
        share,
        fc.constantFrom("gt", "gte"),
        (target, burn, long, e, op) => {
          const short = long.div(12, 1);
          const alert = alertBehaviour({
            target,
            burn,
            longSeconds: long,
            shortSeconds: short,
            errorRate: e,
            op,
          });
          expect(alert.fires).toBe(alert.detectSeconds !== undefined);
          if (alert.detectSeconds === undefined || alert.resetSeconds === undefined) return;
          expect(alert.detectSeconds.compare(long)).toBeLessThanOrEqual(0);
          expect(alert.resetSeconds.compare(short)).toBeLessThanOrEqual(0);
          expect(canFire(target, burn, op)).toBe(true);
        },
      ),
    );
  });

  it("a stricter target never takes fewer events to prove", () => {
    const target = fc.integer({ min: 1, max: 999_999 }).map((n) => ratio(n, 1_000_000));
    fc.assert(
      fc.property(target, target, (a, b) => {
        const [loose, strict] = a.compare(b) <= 0 ? [a, b] : [b, a];
        const [few, many] = [eventsToProve(loose), eventsToProve(strict)];
        expect(few !== undefined && many !== undefined && few <= many).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe("calendar windows", () => {
  const start = fc
    .date({
      min: new Date("1990-01-01T00:00:00Z"),
      max: new Date("2024-12-31T00:00:00Z"),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString().slice(0, 19).replace("T", " "));
  const now = fc.integer({ min: Date.parse("1989-01-01"), max: Date.parse("2030-01-01") });
  const zone = fc.constantFrom(...ZONES);

  it("contain now, and tile time without gap or overlap", () => {
    fc.assert(
      fc.property(start, zone, duration, now, (text, timeZone, { count, unit }, nowMs) => {
        const startTime = parseStartTime(text);
        if (startTime === undefined) throw new Error(`refused ${text}`);
        const spec = { startTime, timeZone, duration: read(`${count}${unit}`) };
        const window = calendarWindowAt(spec, nowMs);
        if (window === undefined) {
          // Only before the start: the first window begins there.
          const first = calendarWindowAt(spec, Date.parse("2031-01-01"));
          expect(first).toBeDefined();
          expect(nowMs).toBeLessThan(Date.parse(`${startTime.iso}Z`) + 15 * 3_600_000);
          return;
        }
        expect(window.startMs).toBeLessThanOrEqual(nowMs);
        expect(window.endMs).toBeGreaterThan(nowMs);
        expect(window.seconds.equals(ratio(window.endMs - window.startMs, 1_000))).toBe(true);
        expect(calendarWindowAt(spec, window.startMs)).toEqual(window);
        expect(calendarWindowAt(spec, window.endMs - 1)).toEqual(window);
        expect(calendarWindowAt(spec, window.endMs)?.startMs).toBe(window.endMs);
      }),
      { numRuns: 300 },
    );
  });

  it("periods contain now, and a calendar month from the 1st is this month", () => {
    const startTime = parseStartTime("1980-01-01 00:00:00");
    fc.assert(
      fc.property(zone, now, (timeZone, nowMs) => {
        for (const [kind, text] of [
          ["month", "1M"],
          ["quarter", "1Q"],
          ["year", "1Y"],
        ] as const) {
          const period = calendarPeriod(kind, timeZone, nowMs);
          const window = startTime && calendarWindowAt({ startTime, timeZone, duration: read(text) }, nowMs);
          expect(period).toMatchObject(window ?? { startMs: "a window" });
          expect(nowMs >= (period?.startMs ?? Number.NaN) && nowMs < (period?.endMs ?? Number.NaN)).toBe(
            true,
          );
        }
      }),
      { numRuns: 100 },
    );
  });

  it("every zone of the runtime is a time zone in its own spelling", () => {
    for (const name of Intl.supportedValuesOf("timeZone")) {
      expect(canonicalTimeZone(name.toLowerCase())).toBe(name);
      expect(isTimeZone(name)).toBe(true);
    }
  });

  it("a duration lasts as long as its rolling length, within the real month's variation", () => {
    fc.assert(
      fc.property(duration, ({ count, unit }) => {
        const parsed = read(`${count}${unit}`);
        const startTime = parseStartTime("2000-01-01 00:00:00");
        const window =
          startTime &&
          calendarWindowAt({ startTime, timeZone: "UTC", duration: parsed }, Date.UTC(2000, 0, 1));
        const rolling = durationSeconds(parsed);
        const real = window?.seconds ?? ratio(0);
        expect(real.div(rolling).sub(ratio(1)).abs().compare(ratio(1, 25))).toBeLessThan(0);
      }),
    );
  });
});
