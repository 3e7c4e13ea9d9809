import { describe, expect, it } from "vitest";
import { previewOf } from "../../../server/src/core/ide/preview";
import { previewCss } from "../../../server/src/core/ide/preview-css";
import { previewHtml } from "../../../server/src/core/ide/preview-html";
import { uriOf, workspaceOf } from "../../support/workspace";
import { CHECKOUT, exampleFiles, LEGACY, NOW, single } from "./support";

function htmlOf(text: string): string {
  const { workspace, uri } = single(text);
  return previewHtml(previewOf(workspace, uri, { nowEpochMs: NOW }));
}

const TAG = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*="[^"<>]*")*)\s*(\/?)>/g;

/** What is wrong with a piece of markup: stray angle brackets, tags that do not match, ids given twice. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const rest = html.replace(
    TAG,
    (_all, closing: string, name: string, _attributes: string, empty: string) => {
      if (closing === "/") {
        const last = open.pop();
        if (last !== name) faults.push(`</${name}> closes <${last ?? "nothing"}>`);
      } else if (empty !== "/") open.push(name);
      return "";
    },
  );
  if (/[<>]/.test(rest)) faults.push(`a stray bracket: ${/.{0,20}[<>].{0,20}/.exec(rest)?.[0]}`);
  if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(rest)) faults.push("a bare ampersand");
  if (open.length > 0) faults.push(`left open: ${open.join(", ")}`);
  const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
  if (new Set(ids).size < ids.length) faults.push("an id stands twice");
  for (const match of html.matchAll(/(?:aria-labelledby|href)="#?([^"]*)"/g))
    for (const id of (match[1] ?? "").split(" "))
      if (!ids.includes(id)) faults.push(`no element has the id ${id}`);
  return faults;
}

describe("the preview's markup", () => {
  it.each(exampleFiles().map(({ name }) => name))("is whole for %s", (name) => {
    const html = previewHtml(previewOf(workspaceOf(exampleFiles()), uriOf(name), { nowEpochMs: NOW }));
    expect(faultsOf(html)).toEqual([]);
    expect(html).not.toMatch(/style=|<script|<style|\son[a-z]+=|javascript:/i);
  });

  it("shows what people wrote as text", () => {
    const hostile = CHECKOUT.replace("name: checkout", `name: '<script>alert("1")</script> & "'`).replace(
      "severity: page",
      'severity: "<img src=x onerror=alert(1)>"',
    );
    const html = htmlOf(hostile);
    expect(faultsOf(html)).toEqual([]);
    expect(html).not.toContain("<script");
    expect(html).not.toContain("<img");
    expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &quot;");
    expect(html).toContain("&lt;img src=x onerror=alert(1)&gt;");
  });

  it("has headings, captions, scopes and a described image", () => {
    const html = htmlOf(LEGACY);
    expect(html).toMatch(/<h1>[^<]+<\/h1>[\s\S]*<h2 [^>]*>legacy<\/h2>[\s\S]*<h3 /);
    expect(html).toContain('<th scope="col">Window</th>');
    expect(html).toContain('<th scope="row">1h</th><td>6m</td>');
    expect(html).toContain("<caption>Error budget at 90 %, by window</caption>");
    expect(html).toMatch(/<svg class="bars" [^>]*role="img"/);
    expect(html).toContain("they are not separate promises");
    expect(html).toContain('<tr class="is-fault"><th scope="row">14.4x over 1h');
  });

  it("says plainly that there is no budget, without a heading for figures that are not there", () => {
    const html = htmlOf("a: 1\n");
    expect(html).toContain(
      "<p>This file holds no SLO and no reliability tier, so there is no budget to show.</p>",
    );
    expect(html).not.toContain("How to read this");
  });

  it("does not say an object's name twice where its objective has none", () => {
    const html = htmlOf(LEGACY);
    expect(html.match(/<h[23] [^>]*>(?:legacy|Objective)\b/g)?.map((tag) => tag.slice(-9))).toEqual([
      expect.stringContaining("legacy"),
      "Objective",
    ]);
  });

  it("uses only classes that the style sheet knows", () => {
    const html = previewHtml(
      previewOf(workspaceOf(exampleFiles()), uriOf("mistakes.yaml"), { nowEpochMs: NOW, offset: 900 }),
    );
    const used = new Set(
      [...html.matchAll(/class="([^"]*)"/g)].flatMap((match) => (match[1] ?? "").split(" ")),
    );
    const unknown = [...used].filter((name) => !previewCss.includes(`.${name}`) && name !== "objective");
    expect(unknown).toEqual([]);
  });
});
