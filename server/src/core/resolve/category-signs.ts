/** What kinds of good service there are; the tier schema says what each means. */
export const CATEGORIES = [
  "availability",
  "latency",
  "errorRate",
  "quality",
  "freshness",
  "correctness",
  "coverage",
  "throughput",
  "durability",
] as const;

export type Category = (typeof CATEGORIES)[number];

/** Names that say one category and hardly ever mean another. Error rates are left out: they may be either kind. */
export const NAME_SIGNS: readonly (readonly [Category, RegExp])[] = [
  ["latency", /latenc|duration|response[-_ ]?time|(?:^|[^a-z])p(?:50|75|9\d+)(?:$|[^a-z0-9])/],
  ["availability", /availab|uptime/],
  ["freshness", /freshness|staleness/],
  ["throughput", /throughput/],
  ["durability", /durab/],
  ["correctness", /correctness/],
  ["coverage", /coverage/],
];

/** A way of writing down how a request went: where it stands, and which values blame the server. */
export interface OutcomeScheme {
  /** The label's name, its dots as underscores. */
  readonly label: RegExp;
  /** Which metrics use it; absent where the values are plain by themselves. */
  readonly metric?: RegExp;
  /** All values that are known to occur. */
  readonly values: readonly string[];
  /** Those of a request that was answered as it should be. */
  readonly answered: ReadonlySet<string>;
  /** Those of a request that the server failed. What is in neither list may be counted either way. */
  readonly failed: ReadonlySet<string>;
}

/** HTTP status codes that servers are known to answer with. */
const HTTP_CODES = [
  100, 101, 200, 201, 202, 203, 204, 206, 207, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405, 406,
  408, 409, 410, 412, 413, 415, 422, 423, 425, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 511,
].map(String);

/** gRPC's status codes by number, from 0 on: https://grpc.io/docs/guides/status-codes/. */
const GRPC_CODES = [
  "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS",
  "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED",
  "INTERNAL", "UNAVAILABLE", "DATA_LOSS", "UNAUTHENTICATED",
]; // biome-ignore format: a table

/** Those by which OpenTelemetry counts a server's span as failed. */
const GRPC_FAILED = [2, 4, 12, 13, 14, 15];

const HTTP_LABEL =
  /^(?:envoy_)?(?:code|status|status_?code|http_?(?:response_?)?(?:status|code)(?:_?code)?|response_?code|(?:http_)?(?:response_|status_)?(?:code_|status_)?class|http_response_status_code_class)$/i;
const GRPC_LABEL =
  /^(?:grpc_?(?:response_?)?(?:code|status)(?:_?code)?|rpc_(?:grpc_status_code|response_status_code))$/i;
/** What else may hold a gRPC code, if the metric's name says that it is about calls. */
const CALL_LABEL = /^(?:code|status|status_?code)$/i;
const CALLS = /rpc|connect_/i;

function scheme(
  label: RegExp,
  values: readonly string[],
  answered: (value: string, at: number) => boolean,
  failed: (value: string, at: number) => boolean,
  metric?: RegExp,
): OutcomeScheme {
  return {
    label,
    values,
    answered: new Set(values.filter(answered)),
    failed: new Set(values.filter(failed)),
    ...(metric ? { metric } : {}),
  };
}

/** Mail and telephony have codes of their own, from which nothing follows here. */
const NO_MAIL = /^(?!.*(?:smtp|sip|ftp|mail))/i;
const isSuccess = (value: string) => value.startsWith("2");
const isServerError = (value: string) => value.startsWith("5");
const isOk = (_value: string, at: number) => at === 0;
const isGrpcFailure = (_value: string, at: number) => GRPC_FAILED.includes(at);

/** Tried in this order: the first whose values some of a query's matchers let through and others not. */
export const OUTCOME_SCHEMES: readonly OutcomeScheme[] = [
  scheme(HTTP_LABEL, HTTP_CODES, isSuccess, isServerError, NO_MAIL),
  scheme(HTTP_LABEL, ["1xx", "2xx", "3xx", "4xx", "5xx"], isSuccess, isServerError, NO_MAIL),
  scheme(HTTP_LABEL, ["1XX", "2XX", "3XX", "4XX", "5XX"], isSuccess, isServerError, NO_MAIL),
  // Envoy's own statistics, and Google Cloud's classes.
  scheme(/(?:^|_)class$/i, ["1", "2", "3", "4", "5"], isSuccess, isServerError, NO_MAIL),
  scheme(/(?:^|_)class$/i, ["100", "200", "300", "400", "500"], isSuccess, isServerError, NO_MAIL),
  ...[GRPC_CODES, GRPC_CODES.map(camelCase), GRPC_CODES.map((code) => code.toLowerCase())].flatMap(
    (codes) => [
      scheme(GRPC_LABEL, codes, isOk, isGrpcFailure),
      scheme(CALL_LABEL, codes, isOk, isGrpcFailure, CALLS),
    ],
  ),
  scheme(GRPC_LABEL, GRPC_CODES.map((_code, at) => String(at)), isOk, isGrpcFailure), // biome-ignore format: a table
  // Micrometer: the class of the HTTP status in words.
  scheme(
    /^outcome$/,
    ["SUCCESS", "REDIRECTION", "INFORMATIONAL", "CLIENT_ERROR", "SERVER_ERROR", "UNKNOWN"],
    (value) => value === "SUCCESS",
    (value) => value === "SERVER_ERROR",
    /http_(?:server|client)_requests|gateway_requests/,
  ),
  // Linkerd: what it counts as a failure is a 5xx or a failed gRPC call.
  scheme(
    /^classification$/,
    ["success", "failure"],
    isOk,
    (_value, at) => at === 1,
    /response_total|responses_total/,
  ),
  // CoreDNS and its like: that a name does not exist is an answer.
  scheme(
    /^rcode(?:_name)?$/,
    ["NOERROR", "NXDOMAIN", "FORMERR", "SERVFAIL", "NOTIMP", "REFUSED"],
    (value) => value === "NOERROR" || value === "NXDOMAIN",
    (value) => value === "SERVFAIL",
    /dns/i,
  ),
];

/** `DATA_LOSS` as `DataLoss`; the one that is short stays: `OK`. */
function camelCase(code: string): string {
  if (code === "OK") return code;
  if (code === "CANCELLED") return "Canceled";
  return code.replaceAll(/([A-Z])([A-Z]*)_?/g, (_all, first: string, rest: string) => {
    return first + rest.toLowerCase();
  });
}

/** A status class in a metric's own name: `HTTPCode_Target_5XX_Count`, `httpcode_elb_5xx`, `Http5xx`, `4xxError`. */
export const STATUS_IN_NAME = /(?:^|[^a-z0-9]|http|code)([1-5])_?xx(?=$|[^a-z0-9]|error|count)/i;

/** A rate of server errors that its source has calculated itself: CloudFront's `5xxErrorRate`. */
export const ERROR_RATE_NAME = /(?:^|[^a-z0-9])5xx_?error_?rate(?:$|[^a-z0-9])/i;

const PROBE_RESULTS =
  /^(?:probe_(?:all_)?success(?:_sum|_count)?|pingdom_uptime_status|gatus_results_endpoint_success|cloudprober_(?:success|total)|CloudWatchSynthetics SuccessPercent|AWS\/Route53 HealthCheck(?:Status|PercentageHealthy)|network\.http\.can_connect|builtin:synthetic\..*availability\b.*|dt\.synthetic\..*availability\b.*|monitoring\.googleapis\.com\/uptime_check\/check_passed|Microsoft\.Insights\/components availabilityResults\/availabilityPercentage|ThousandEyes .*availability.*|Pingdom uptime)$/i;

/** Words for how long an answer took. */
const TIME_WORD =
  /(?:^|[^a-z])(?:duration|durations|latency|latencies|response_?times?|request_?times?|resp_?time|processing_?time|round_?trip_?time|rtt|ttfb|lcp|fcp|inp|loading_?time|page_?load(?:_?time)?)(?:$|[^a-z])/;
/** A unit alone says that it is a time, not of what: a word for something that is answered has to stand beside it. */
const ANSWERED_WORD =
  /(?:^|[^a-z])(?:requests?|responses?|rpc|calls?|query|queries|handl(?:er|ing)|http|grpc|rest)(?:$|[^a-z])/;
const TIME_UNIT = /(?:^|[^a-z])(?:seconds|milliseconds|microseconds|nanoseconds|ms|us|ns)(?:$|[^a-z])/;
/** Things that last, without anybody waiting for their end. */
const LASTING =
  /(?:^|[^a-z])(?:sessions?|connections?|streams?|video|audio|playback|visits?|uptime|downtime|outages?|leases?|ttl|cpu|gc|maintenance|incidents?)(?:$|[^a-z])/;
/** Words for how old data is, or how far behind in time. */
const AGE_WORD = /(?:^|[^a-z])(?:lag|age|oldest|freshness|staleness|behind)(?:$|[^a-z])/;
/** Moments that do not move with the data. */
const FIXED_MOMENT =
  /(?:^|[^a-z])(?:start|started|starttime|boot|created|creation|build|deploy|deployed|deployment|expiry|expiration|not_after|not_before)(?:$|[^a-z])/;
const AGE_ELSEWHERE =
  /(?:IteratorAge(?:Milliseconds)?|ApproximateAgeOfOldestMessage|AsyncEventAge|iterator_age|approximate_age_of_oldest_message|oldest_unacked_message_age)/;

/** Whether a metric says of each look whether the service was there. */
export function isProbeResult(name: string, familyId: string | undefined): boolean {
  if (familyId === "cloudprober") return name === "success" || name === "total";
  return PROBE_RESULTS.test(name);
}

/** What kind of time a metric holds, by its name. */
export type TimeKind = "answer" | "age" | "other";

/**
 * @param name as its source spells it
 * @param unit whether the catalogue knows that its values are times
 * @returns undefined for what is no time
 */
export function timeOf(name: string, isTime: boolean): TimeKind | undefined {
  if (AGE_ELSEWHERE.test(name)) return "age";
  const plain = words(name);
  const hasUnit = isTime || TIME_UNIT.test(plain);
  // A lag without a unit may be a number of messages.
  if (AGE_WORD.test(plain)) return hasUnit ? "age" : undefined;
  if (LASTING.test(plain)) return "other";
  if (TIME_WORD.test(plain) || isTime) return "answer";
  return hasUnit && ANSWERED_WORD.test(plain) ? "answer" : undefined;
}

/** Whether a metric may be the moment of the last success, so that `time() - x` is how old something is. */
export function isMovingMoment(name: string): boolean {
  return !FIXED_MOMENT.test(words(name));
}

/** Whether a metric counts what a GraphQL server answers with an error inside. */
export function isGraphqlError(name: string): boolean {
  const plain = words(name);
  return plain.includes("graphql") && /(?:^|_)(?:errors?|failed|failures?)(?:_|$)/.test(plain);
}

/** Whether a metric is about a GraphQL server, whose answers are 200 with the errors inside. */
export function isGraphql(name: string): boolean {
  return words(name).includes("graphql");
}

/** Labels that say whether an answer was the right one. */
export const OUTCOME_LABEL =
  /^(?:result|outcome|verdict|correct|valid|success|has_?errors?|errors?|graphql_errors?|error_?code|error_?type)$/i;

/** A name in small letters, its words apart by underscores: `TargetResponseTime`, `response.time`. */
function words(name: string): string {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replaceAll(/[^A-Za-z0-9]+/g, "_")
    .toLowerCase();
}
