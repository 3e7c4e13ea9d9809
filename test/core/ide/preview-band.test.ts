import { describe, expect, it } from "vitest";
import { tierBand } from "../../../server/src/core/chart/tier-band";
import { previewOf } from "../../../server/src/core/ide/preview";
import { previewHtml } from "../../../server/src/core/ide/preview-html";
import { uriOf, workspaceOf } from "../../support/workspace";
import { exampleFiles, NOW } from "./support";

/** The first objective of `checkout.yaml`, a critical journey, with another target. */
function previewed(target: string) {
  const files = exampleFiles().map((file) =>
    file.name === "checkout.yaml"
      ? { ...file, text: file.text.replace("target: 0.9995", `target: ${target}`) }
      : file,
  );
  const preview = previewOf(workspaceOf(files), uriOf("checkout.yaml"), { nowEpochMs: NOW });
  return { preview, band: preview.sections[0]?.parts[0]?.band };
}

describe("a target in its tier", () => {
  it.each([
    ["0.9995", "is the usual one", false],
    ["0.999", "is the floor", false],
    ["0.9999", "is the ceiling", false],
    ["0.9993", "lies between the floor and the ceiling", false],
    ["0.99", "is below the floor", true],
    ["0.99999", "is above the ceiling", true],
  ])("of %s %s", (target, words, outside) => {
    const { band } = previewed(target);
    expect(band?.said).toContain(`${words} of availability: floor 99.9 % (40m 19.2s in 28d), usual target`);
    expect(band?.outside).toBe(outside);
  });

  it("is drawn from the lax side to the strict one, and told in words", () => {
    const { band } = previewed("0.9995");
    const svg = band ? tierBand(band) : "";
    const x = (label: string) => Number(new RegExp(`x="([\\d.]+)"[^>]*>${label}`).exec(svg)?.[1]);
    expect(x("floor 99.9 %")).toBeLessThan(x("usual 99.95 %"));
    expect(x("usual 99.95 %")).toBeLessThan(x("ceiling 99.99 %"));
    expect(x("target 99.95 %")).toBe(x("usual 99.95 %"));
    expect(svg).toContain(`<desc id="${band?.id}-desc">${band?.said}</desc>`);
    expect(svg).not.toMatch(/style=|<script|NaN|undefined/);
  });

  it("has an open end without a ceiling, and a mark of its own outside", () => {
    const { band } = previewed("0.99");
    if (!band) throw new Error("there is no band");
    const { ceiling: _none, ...open } = band;
    expect(tierBand(open)).toContain("band-range is-open");
    expect(tierBand(open)).not.toContain(">ceiling 99");
    expect(tierBand(band)).toContain("band-target is-outside");
  });

  it("stands in the preview's page; an SLO without a tier has none", () => {
    const html = previewHtml(previewed("0.9995").preview);
    expect(html).toContain('<svg class="band"');
    const workspace = workspaceOf(exampleFiles().filter(({ name }) => !name.startsWith("tiers/")));
    const alone = previewOf(workspace, uriOf("checkout.yaml"), { nowEpochMs: NOW });
    expect(previewHtml(alone)).not.toContain('class="band"');
  });
});

describe("a table that narrow pages stack", () => {
  it("keeps its meaning by roles, each row and cell of it", () => {
    const html = previewHtml(previewed("0.9995").preview);
    const table = /<table class="measurability"[\s\S]*?<\/table>/.exec(html)?.[0] ?? "";
    expect(table).toMatch(/^<table class="measurability" role="table">/);
    for (const [tag, role] of [
      ["thead", "rowgroup"],
      ["tbody", "rowgroup"],
      ["tr", "row"],
      ["td", "cell"],
    ] as const) {
      const all = [...table.matchAll(new RegExp(`<${tag}[ >][^>]*`, "g"))];
      expect(all.length, tag).toBeGreaterThan(0);
      for (const [found] of all) expect(found).toContain(` role="${role}"`);
    }
    expect(table).toContain('<th scope="col" role="columnheader">');
    expect(table).toContain('<th scope="row" role="rowheader">');
    expect(/<table class="budgets"[\s\S]*?<\/table>/.exec(html)?.[0]).not.toContain("role=");
  });
});
