import { CONSUMERS } from "../../core/model/consumer";

export const CHECK_USAGE = `slosmith check [paths] [flags]

Checks SLO specs: the named files, the YAML files in the named directories that
git does not ignore (default: here), and what patterns match: 'slos/**/*.yaml',
'!slos/old/**'. Other YAML files are passed over; "-" is standard input.
References are looked up in the whole repository: below the nearest folder
that holds a .slosmith.yaml or a .git.

Output
  --format FORMAT    pretty (default), json, sarif, junit, github, gitlab,
                     checkstyle or markdown; FORMAT=FILE writes into a file.
                     May be given several times
  -o, --output FILE  write there instead of on standard output
  --severity LEVEL   the least that is shown: error, warning, information
                     (default) or hint; json holds everything by default
  --summary          say of every objective whether it can be measured from
                     what users feel: what was judged, on what evidence, and
                     what was not, for lack of which fact (pretty and json)
  -q, --quiet        print findings alone: no counts, notes and progress

What counts
  --max-warnings N   fail on more than N warnings
  --rule CODE=LEVEL  how grave a rule's findings are: off, hint, information,
                     warning or error; may be given several times. Counts above
                     the rules of .slosmith.yaml
  --baseline FILE    findings in this file are known: only new ones count
  --update-baseline  write what is found now into the baseline
  --consumer ID      who will read the files: ${CONSUMERS.slice(0, 4).join(", ")},
                     ${CONSUMERS.slice(4).join(" or ")}; may be given several
                     times. Counts instead of what .slosmith.yaml says; an
                     annotation slosmith/consumers still wins

Fixes
  --fix              first make all safe fixes: those where nothing else can
                     have been meant. With "-" the fixed text is printed, and
                     what is left goes to standard error
  --dry-run          with --fix: show the changes, and make none

Input
  --root DIR         where to look up references
  --stdin-name NAME  the path under which standard input is checked
  --watch            check again after every change, until Ctrl-C

Exit code: 0 no errors, 1 errors or too many warnings, 2 the call is wrong, a
file cannot be read, or a rule failed.
`;
