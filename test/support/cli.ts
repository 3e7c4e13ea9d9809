import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { main } from "../../server/src/cli/main";
import { sloInCore } from "./specs";

export interface CliRun {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A directory of files for one test. */
export class TestDirectory {
  readonly path = mkdtempSync(join(tmpdir(), "slosmith-cli-"));

  write(name: string, text: string): this {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return this;
  }

  run(argv: readonly string[], stdin = "", now = Date.UTC(2026, 0, 15)): Promise<CliRun> {
    return this.runIn(".", argv, stdin, now);
  }

  /** The same from a directory below. */
  async runIn(
    below: string,
    argv: readonly string[],
    stdin = "",
    now = Date.UTC(2026, 0, 15),
  ): Promise<CliRun> {
    let out = "";
    let err = "";
    const code = await main(argv, "0.0.0-test", {
      cwd: join(this.path, below),
      columns: 80,
      color: false,
      now: () => now,
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      stdin: async () => stdin,
    });
    return { code, out, err };
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A workspace that holds one SLO, `search`, and the tier that it belongs to. */
export function directoryInTier(tier: string): TestDirectory {
  return new TestDirectory()
    .write(".slosmith.yaml", "apiVersion: slosmith/v1\nkind: Workspace\nspec: {}\n")
    .write("slos/search.yaml", sloInCore("search"))
    .write("tiers/core.yaml", tier);
}
