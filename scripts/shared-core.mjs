// The core is most of every program that is built: it is bundled once, and the programs load it from beside them.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const core = join(root, "server/src/core");
/** The other rooms, whose imports say what the core has to offer. */
const rooms = ["lsp", "cli", "entry", "host"].map((room) => join(root, "server/src", room));
const valueImport = /^import (?!type\b)[^;]*?from "((?:\.\.\/)+core\/[^"]+)";/gm;
/** The name under which the core is known where there is no `require`. */
export const coreGlobal = "slosmithCore";

/** @param {string} file */
const nameOf = (file) => relative(core, file).replaceAll("\\", "/").replace(/\.ts$/, "");

function importingFiles() {
  return rooms.flatMap((room) =>
    readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => join(room, name)),
  );
}

/**
 * Makes the bundle of the core: an object with each module that the other rooms import, by its name.
 * @type {import("esbuild").Plugin}
 */
export const coreEntry = {
  name: "core-entry",
  setup(build) {
    build.onResolve({ filter: /^slosmith-core$/ }, ({ path }) => ({ path, namespace: "core-entry" }));
    build.onLoad({ filter: /.*/, namespace: "core-entry" }, () => {
      const files = importingFiles();
      const wanted = files.flatMap((file) =>
        [...readFileSync(file, "utf8").matchAll(valueImport)].map(([, path]) =>
          nameOf(resolve(dirname(file), path ?? "")),
        ),
      );
      const names = [...new Set(wanted)].sort();
      const lines = names.map((name, at) => `import * as m${at} from "./${name}";`);
      const entries = names.map((name, at) => `${JSON.stringify(name)}: m${at}`);
      const contents = `${lines.join("\n")}\nmodule.exports = { ${entries.join(", ")} };\n`;
      return { contents, resolveDir: core, watchFiles: files, watchDirs: rooms };
    });
  },
};

/**
 * Takes the core's modules from the bundle beside a program instead of into it.
 * @param {"require" | "global"} from how the program comes by that bundle
 * @returns {import("esbuild").Plugin}
 */
export function fromSharedCore(from) {
  const source = from === "require" ? 'require("slosmith-core")' : `globalThis.${coreGlobal}`;
  return {
    name: "shared-core",
    setup(build) {
      build.onResolve({ filter: /^slosmith-core$/ }, () => ({ path: "./core.js", external: true }));
      build.onResolve({ filter: /\/core\// }, ({ path, resolveDir, kind }) => {
        const file = resolve(resolveDir, path);
        if (kind === "entry-point" || !file.startsWith(core)) return undefined;
        return { path: nameOf(file), namespace: "shared-core" };
      });
      build.onLoad({ filter: /.*/, namespace: "shared-core" }, ({ path }) => ({
        contents: `module.exports = ${source}[${JSON.stringify(path)}];`,
        resolveDir: root,
      }));
    },
  };
}
