import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaced, SHOP } from "../core/change/specs";
import { TestRepository } from "../support/git";
import { splitFiles } from "../support/workspace";

let repository: TestRepository;
beforeEach(() => {
  repository = new TestRepository();
});
afterEach(() => repository.remove());

function write(text: string, encoding: "utf8" | "utf16le"): void {
  for (const file of splitFiles(text)) {
    repository.write(file.name, "");
    writeFileSync(join(repository.path, file.name), Buffer.from(`\ufeff${file.text}`, encoding));
  }
}

describe("slosmith diff", () => {
  it("reads UTF-16 on both sides", async () => {
    write(SHOP, "utf8");
    repository.commit("base");
    write(SHOP, "utf16le");
    expect((await repository.run(["diff"])).out).toMatch(/^No promise has changed .* \(2 objectives\)\.\n$/);
    repository.commit("wide");
    write(replaced(SHOP, "target: 0.999", "target: 0.9995"), "utf16le");
    const { changes } = JSON.parse((await repository.run(["diff", "--format", "json"])).out);
    expect(changes.map(({ verdict }: { verdict: string }) => verdict)).toEqual(["tightened"]);
  });
});
