import type { Selector } from "../../promql/expr";
import {
  allStatuses,
  isStatusLabel,
  ofClass,
  type StatusSet,
  statusesOf,
  statusesThrough,
} from "../../promql/status-codes";
import { capital } from "../../text/capital";
import { listed } from "../../text/listed";
import { slisOf } from "../indicator/slis";
import { indent, metric, sliExample } from "../openslo-example";
import type { Message, Reporter, Rule, Severity } from "../rule";
import { baseOf, type Verdicts, verdictsFor } from "./families";
import { type Pair, pairsOf } from "./pairs";

const ratio = (good: string) => `ratioMetric:
  counter: true
${indent(metric("good", `sum(rate(traefik_service_requests_total{${good}}[5m]))`), 2)}
${indent(metric("total", "sum(rate(traefik_service_requests_total[5m]))"), 2)}`;

export const rule: Rule = {
  code: "status-code-policy",
  alias: "M22",
  concern: "query",
  severity: "information",
  fix: "none",
  judges: "counting",
  docs: {
    summary: "HTTP statuses that are counted for or against a service without it being meant.",
    why: "Good events that are all 5xx, or bad ones that are all 2xx, turn the SLI round. A 404 for a crawler is no outage, and a 304 is as good as a 200: good events of `2..` alone count both as failures. With only `500` bad, the 502, 503 and 504 of a service that is down count as good. A 429 is a user turned away (remarked on at the edge, where limits are). Which of them count is the service's own decision; this rule shows what the query decided. Said only of HTTP metrics that the catalogue knows to be measured at the edge or in a server. That all 4xx are bad is not remarked on for logins, where they may well be.",
    bad: sliExample(ratio('code=~"2.."')),
    good: sliExample(ratio('code!~"5..|429"')),
    references: [
      { title: "RFC 9110, status codes", url: "https://www.rfc-editor.org/rfc/rfc9110#name-status-codes" },
    ],
  },
  checkInWorkspace(object, view, report) {
    const verdictOf = verdictsFor(object, view);
    for (const sli of slisOf(object)) {
      for (const pair of pairsOf(sli, view)) check(pair, verdictOf, report);
    }
  },
};

interface Policy {
  readonly good: readonly string[];
  readonly bad: readonly string[];
  readonly asked: StatusSet;
  /** Which of the two the query asks for. */
  readonly counts: "good" | "bad";
}

function check(pair: Pair, verdictOf: Verdicts, report: Reporter): void {
  const part = onlySelector(pair.part.terms);
  const whole = onlySelector(pair.whole.terms);
  if (!part || !whole || baseOf(part) !== baseOf(whole)) return;
  const verdict = verdictOf(part);
  const isHttp = verdict.class === "edge" || verdict.class === "server";
  if (!isHttp || verdict.ambiguous || verdict.family?.userFacing || /grpc|rpc_/.test(verdict.base)) return;
  if (checkWhole(pair, whole, report)) return;
  const policy = policyOf(pair, part, whole);
  const remark = policy && remarkOn(policy, part, verdict.class === "edge", wordFor(pair, policy));
  const [first] = policy?.asked.matchers ?? [];
  if (!policy || !remark || !first) return;
  report({
    span: pair.part.query.toSource(first.span),
    severity: remark.severity,
    message: remark.message,
  });
}

/** A total of failed requests alone: mostly a `!~` was meant. */
function checkWhole({ whole, wholeWord }: Pair, selector: Selector, report: Reporter): boolean {
  const asked = statusesOf(selector);
  const [first] = asked?.matchers ?? [];
  if (!asked || !first || !asked.values.every((status) => status.startsWith("5"))) return false;
  report({
    span: whole.query.toSource(first.span),
    severity: "warning",
    message: {
      what: `${capital(wholeWord)} counts failed requests (5xx) only.`,
      why: "Requests that went well are nowhere in the SLI: it says nothing while all is well.",
      todo: `Drop the matcher, or leave failures out with \`${asked.label}!~"${asked.written === "codes" ? "5.." : "5xx"}"\`.`,
    },
  });
  return true;
}

/** Sums of several series hold several policies: nothing is said of them. */
function onlySelector(terms: Pair["part"]["terms"]): Selector | undefined {
  const [only] = terms ?? [];
  return terms?.length === 1 && only?.sign === 1 && !only.filtered ? only.selector : undefined;
}

function policyOf(pair: Pair, part: Selector, whole: Selector): Policy | undefined {
  const asked = statusesOf(part);
  if (!asked) return undefined;
  const restriction = whole.matchers.filter(({ label }) => isStatusLabel(label));
  if (restriction.some(({ label }) => label !== asked.label)) return undefined;
  const all = statusesThrough(restriction, allStatuses(asked.written));
  if (!all) return undefined;
  const inside = asked.values.filter((status) => all.includes(status));
  const outside = all.filter((status) => !inside.includes(status));
  if (inside.length === 0 || outside.length === 0) return undefined;
  const counts = pair.counts ?? (inside.every((status) => /^[45]/.test(status)) ? "bad" : "good");
  return counts === "good"
    ? { good: inside, bad: outside, asked, counts }
    : { good: outside, bad: inside, asked, counts };
}

interface Remark {
  readonly severity: Severity;
  readonly message: Message;
}

/** What the query that is asked is called. */
function wordFor({ written, partWord }: Pair, { counts }: Policy): string {
  return written === "apart" ? partWord : `\`${counts}\``;
}

/** The first that fits, the graver before the milder. */
function remarkOn(policy: Policy, part: Selector, edge: boolean, word: string): Remark | undefined {
  const { good, bad, asked, counts } = policy;
  const codes = asked.written === "codes";
  const failures = `${asked.label}${codes ? '=~"5.."' : '="5xx"'}`;
  const others = `${asked.label}${codes ? '!~"5.."' : '!="5xx"'}`;
  const isBroad = !isOneEndpoint(part);
  if (counts === "good" && ofClass(good, 5).length === good.length)
    return inverted("good", word, "failed requests (5xx) only", "!~");
  if (counts === "bad" && bad.every((status) => /^[123]/.test(status)))
    return inverted("bad", word, "requests that went well only", "=~");
  if (counts === "bad" && ofClass(good, 5).length === good.length)
    return inverted("bad", word, "all requests but the failed ones (5xx)", "=~");
  if (codes && good.length === 1 && good[0] === "200") return only200(others, isBroad);
  if (ofClass(bad, 2).length === 0 && ofClass(good, 3).length === 0 && ofClass(bad, 3).length > 0) {
    return noRedirects(ofClass(good, 4).length === 0, others, edge && isBroad);
  }
  const missed = ["502", "503", "504"].filter((status) => good.includes(status));
  if (codes && bad.includes("500") && missed.length > 0) return only500(missed, failures);
  const allOf4xx = ofClass(good, 4).length === 0 && ofClass(bad, 4).length > (codes ? 10 : 0);
  if (allOf4xx && ofClass(bad, 5).length > 0) return isLogin(part) ? undefined : all4xx(failures);
  if (edge && codes && good.includes("429") && ofClass(bad, 4).length === 0 && bad.includes("500")) {
    return limited(asked.label);
  }
  return undefined;
}

/** Good and bad taken for each other: the wrong operator, mostly. */
function inverted(counts: "good" | "bad", word: string, events: string, operator: string): Remark {
  return {
    severity: "warning",
    message: {
      what: `${capital(word)} counts ${events}.`,
      why: "The SLI is turned round: it falls while all is well, and rises in an outage.",
      todo: `Say what is ${counts}; of server errors \`${operator}"5.."\` was probably meant.`,
    },
  };
}

function only200(others: string, isBroad: boolean): Remark {
  return {
    severity: isBroad ? "warning" : "information",
    message: {
      what: "Only status 200 is good.",
      why: "A 201, a 204 and a 304 are answers that went well, and count as failures.",
      todo: `Take all that is not the server's fault: \`${others}\`.`,
    },
  };
}

function noRedirects(clients: boolean, others: string, isGrave: boolean): Remark {
  return {
    severity: isGrave ? "warning" : "information",
    message: {
      what: clients
        ? "Good is 2xx only: redirects and 304 (3xx) and mistakes of the client (4xx) count as failures."
        : "Good leaves out 3xx: redirects and 304 count as failures.",
      why: "Browsers, caches and crawlers cause those without any harm, and they spend the budget.",
      todo: `If that is not meant, take all that is not the server's fault: \`${others}\`.`,
    },
  };
}

function only500(missed: readonly string[], failures: string): Remark {
  return {
    severity: "warning",
    message: {
      what: `Status 500 is bad, but ${listed(missed)} ${missed.length === 1 ? "counts" : "count"} as good.`,
      why: "Those are the answers when a service or what stands behind it is down: an outage can leave the SLI at 100 %.",
      todo: `Take the whole class: \`${failures}\` is bad.`,
    },
  };
}

function all4xx(failures: string): Remark {
  return {
    severity: "information",
    message: {
      what: "All 4xx are bad.",
      why: "A crawler that asks for missing pages, or one client with an old token, spends the budget.",
      todo: `If that is not meant, leave only those of the service's own making: \`${failures}\`, and 429 where it limits.`,
    },
  };
}

function limited(label: string): Remark {
  return {
    severity: "hint",
    message: {
      what: "Status 429 counts as good.",
      why: "Users whom a rate limit turns away, by overload or a wrong limit, do not show in the SLI.",
      todo: `If they should, count it as bad: \`${label}=~"5..|429"\`.`,
    },
  };
}

/** The query is about one endpoint, whose statuses its author knows. */
function isOneEndpoint({ matchers }: Selector): boolean {
  return matchers.some(
    ({ label, op }) => op === "=" && /handler|path|uri|url|route|endpoint|method|operation/i.test(label),
  );
}

function isLogin({ metric: named, matchers }: Selector): boolean {
  const words = [named?.name ?? "", ...matchers.map(({ value }) => value)];
  return words.some((word) =>
    /auth|login|log-in|signin|sign-in|oidc|sso|token|session|password|identity/i.test(word),
  );
}
