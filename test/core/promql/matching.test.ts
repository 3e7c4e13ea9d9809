import { describe, expect, it } from "vitest";
import type { Matcher, Selector } from "../../../server/src/core/promql/expr";
import { implies, namedValues } from "../../../server/src/core/promql/matching";
import { isOutcomeLabel, isPlaceLabel } from "../../../server/src/core/promql/outcome-labels";
import { parsePromql } from "../../../server/src/core/promql/parse";
import { readPattern } from "../../../server/src/core/promql/pattern";
import { selectorsIn } from "../../../server/src/core/promql/walk";

/** The matchers of `x{…}`. */
function matchers(text: string): readonly Matcher[] {
  const { expr } = parsePromql(`x{${text}}`);
  const selector: Selector | undefined = expr && selectorsIn(expr)[0];
  return selector?.matchers ?? [];
}

/** Whether the first matchers imply the second: `contained`, `unknown`, or what lies outside. */
function judge(own: string, wanted: string): string {
  const [only] = matchers(wanted);
  if (!only) throw new Error(`no matcher in ${wanted}`);
  const found = implies(matchers(own), only);
  return found.kind === "outside" ? `outside ${found.value ?? "all"}` : found.kind;
}

describe("readPattern", () => {
  it.each([
    ["5..", "503", true],
    ["5..", "5031", false],
    ["^5..$", "503", true],
    ["(5..|429)", "429", true],
    ["[45][0-9]{2}", "404", true],
    ["[^5]..", "500", false],
    ["5\\d\\d", "5x1", false],
    ["a.*b?c+", "axxcc", true],
    ["(?:a|b){2,3}", "abab", false],
    ["/api/.*", "/api/", true],
    ["namespace|", "", true],
    [".*", "a\nb", false],
    ["a\\.b", "axb", false],
  ])("%s on %s", (pattern, text, expected) => {
    expect(readPattern(pattern)?.matches(text)).toBe(expected);
  });

  it("names the texts where they are few", () => {
    expect(readPattern("LIST|GET")?.texts).toEqual(["LIST", "GET"]);
    expect(readPattern("50[0-2]")?.texts).toEqual(["500", "501", "502"]);
    expect(readPattern("(a|b)?c")?.texts).toEqual(["c", "ac", "bc"]);
    expect(readPattern("5..")?.texts).toBeUndefined();
    expect(readPattern("[a-z][a-z]")?.texts).toBeUndefined();
  });

  it.each([
    "(?i)ok",
    "a^b",
    "a$b",
    "(",
    "[a",
    "[[:alpha:]]",
    "\\bx",
    "\\pL",
    "*",
    "a{2,1}",
    "a{999}",
    "x".repeat(2000),
  ])("leaves %s unread", (pattern) => {
    expect(readPattern(pattern)).toBeUndefined();
  });

  it("is quick on what makes other engines slow", () => {
    expect(readPattern("(a+)+b")?.matches("a".repeat(900))).toBe(false);
    expect(readPattern("(a|a)*(a|a)*(a|a)*b")?.matches("a".repeat(900))).toBe(false);
  });
});

describe("namedValues", () => {
  it.each([
    ['job="a"', ["a"]],
    ['job=~"a|b"', ["a", "b"]],
    ['job=~"a|b",job!="a"', ["b"]],
    ['job!="a"', undefined],
    ['job=~"a.*"', undefined],
  ])("%s", (text, expected) => {
    expect(namedValues(matchers(text))).toEqual(expected);
  });
});

describe("implies", () => {
  it.each([
    ['job="a"', 'job="a"', "contained"],
    ['job="a"', 'job=~"a|b"', "contained"],
    ['job=~"a|c"', 'job=~"a|b"', "outside c"],
    ['job="b"', 'job!="a"', "contained"],
    ['job="a"', 'job!="a"', "outside a"],
    ['path="/api/x"', 'path=~"/api/.*"', "contained"],
    ['path=~"/a.*"', 'path=~"/a.*"', "contained"],
    ['path=~"/ab.*"', 'path=~"/a.*"', "unknown"],
    ['path!~"/live|/ready"', 'path!="/live"', "contained"],
    ['path!="/live"', 'path!~"/live|/ready"', "outside /ready"],
    ['path!~"/l.*"', 'path!="/live"', "contained"],
    ['job!="a"', 'job="b"', "outside all"],
    ["", 'job="a"', "outside all"],
    ["", 'job=~".*"', "contained"],
    ["", 'job!=""', "unknown"],
    ["", 'job=~"(?i)a"', "unknown"],
    ['job="${JOB}"', 'job="a"', "unknown"],
    ['job="${JOB}"', 'job="${JOB}"', "contained"],
  ])("%s within %s: %s", (own, wanted, expected) => {
    expect(judge(own, wanted)).toBe(expected);
  });
});

describe("labels", () => {
  it("knows those of the outcome", () => {
    const outcomes = [
      "code",
      "le",
      "status_code",
      "http_response_status_code",
      "grpc_code",
      "result",
      "rcode",
    ];
    expect([...outcomes, "outcome", "checkSuccess"].filter((label) => !isOutcomeLabel(label))).toEqual([]);
    expect(["job", "handler", "decoder", "barcodes", "estate"].filter(isOutcomeLabel)).toEqual([]);
  });
  it("knows those of the place", () => {
    const places = [
      "job",
      "namespace",
      "exported_job",
      "k8s_cluster",
      "destination_service_name",
      "serviceName",
    ];
    expect(places.filter((label) => !isPlaceLabel(label))).toEqual([]);
    expect(["handler", "method", "jobs_done", "page"].filter(isPlaceLabel)).toEqual([]);
  });
});
