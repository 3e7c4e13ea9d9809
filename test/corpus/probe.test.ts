import { it } from "vitest";
import { countsByCode, errorsOf, findingsIn, table } from "./report";
import { corpusFiles } from "./shared";
import { expectedLines, pathsIn } from "./why";
it("probe", () => {
  for (const kind of ["valid", "wild"] as const)
    for (const f of corpusFiles("openslo-v1", kind)) {
      const seen = findingsIn(f);
      if (seen.length) console.log(`${kind} ${f.name}\n` + seen.map((s) => `   ${s.line} ${s.severity} ${s.code}: ${s.message}`).join("\n"));
    }
  const rows = corpusFiles("openslo-v1", "invalid").map((f) => {
    const exp = expectedLines(f.text, pathsIn(f.why ?? ""));
    return [f.name.replace("OpenSLO__", "").slice(-60), exp.map((e) => `${e.path}@${e.line}`).join(" "), errorsOf(findingsIn(f)).map((e) => `${e.line}:${e.code}`).join(" ")];
  });
  console.log(table(["file", "expected", "errors"], rows));
});
