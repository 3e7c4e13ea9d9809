import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { reportCss } from "../core/ide/report/css";
import { reportHtml } from "../core/ide/report/html";
import { reportMarkdown } from "../core/ide/report/markdown";
import { reportOf } from "../core/ide/report/report";
import { choice, parseCommandLine } from "./arguments";
import { partExcluded, readSources, writeText } from "./input/sources";
import { type CliIo, EXIT_OK } from "./io";
import { plural } from "./words";

export const REPORT_USAGE = `slosmith report [paths] [--format html|markdown] [--output FILE]

Writes what the SLOs promise, for people outside engineering: by tier and
service, each promise in plain words, its budget, owner and reviews, what is
done as budgets are spent, what releases must do, and what is missing. Files
that a .slosmith.yaml excludes are left out.

  --format FORMAT  html (default): one page without script, to be sent around,
                   printed or put on a web server; or markdown
  --output FILE    where to write it (default: standard output)
  --title TITLE    what it is called (default: Service level objectives)
  --root DIR       where to look up references (default: the repository of the
                   files)

Exit code: 0, or 2 if the call is wrong or the file cannot be written.
`;

const USUAL_TITLE = "Service level objectives";

/** `slosmith report`. */
export async function report(argv: readonly string[], io: CliIo): Promise<number> {
  const { paths, flags } = parseCommandLine(argv, {
    format: { type: "string", default: "html" },
    output: { type: "string", short: "o" },
    title: { type: "string", default: USUAL_TITLE },
    root: { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  if (flags.help) {
    io.out(REPORT_USAGE);
    return EXIT_OK;
  }
  const format = choice("format", flags.format, ["html", "markdown"]);
  const title = typeof flags.title === "string" && flags.title.trim() !== "" ? flags.title : USUAL_TITLE;
  const root = typeof flags.root === "string" ? flags.root : undefined;
  const sources = await readSources(paths, root, io);
  const { workspace } = sources;
  const { counted, excluded } = partExcluded(sources);
  const left = excluded.length > 0 ? ` ${plural(excluded.length, "file")} excluded by .slosmith.yaml.` : "";
  const uris = counted.map(({ uri }) => uri);
  const told = reportOf(workspace, uris, { title, nowEpochMs: io.now() });
  const text = format === "html" ? reportHtml(told, styleSource()) : reportMarkdown(told);
  if (typeof flags.output !== "string") {
    io.out(text);
    if (left !== "") io.err(`slosmith:${left}\n`);
    return EXIT_OK;
  }
  writeText(resolve(io.cwd, flags.output), flags.output, text);
  const promises = told.tiers.flatMap(({ services }) => services.flatMap((one) => one.promises)).length;
  io.err(
    `${flags.output}: ${plural(promises, "promise")} of ${plural(counted.length, "YAML file")}.${left}\n`,
  );
  return EXIT_OK;
}

/** The page's own style sheet, as its content policy names it. */
function styleSource(): string {
  return `'sha256-${createHash("sha256").update(reportCss).digest("base64")}'`;
}
