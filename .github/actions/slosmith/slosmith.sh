#!/bin/sh
# Runs SLOsmith for the GitHub Action and the pre-commit hook.
#
#   slosmith.sh hook FILE...   checks the files of a commit
#   slosmith.sh action         checks what the Action's inputs say: SLOSMITH_PATHS (one a line), SLOSMITH_SARIF,
#                              SLOSMITH_MARKDOWN, SLOSMITH_BASELINE, SLOSMITH_MAX_WARNINGS
#
# The program is the file in SLOSMITH_CLI, else the one that was built beside this script, else `slosmith` on the PATH.
# Exit code: that of `slosmith check`, or 2 where there is no program.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")/../../.." && pwd)
if [ -n "${SLOSMITH_CLI:-}" ]; then
  program=$SLOSMITH_CLI
elif [ -f "$here/dist/cli.js" ]; then
  program=$here/dist/cli.js
else
  program=
fi

slosmith() {
  if [ -n "$program" ]; then
    node "$program" "$@"
  elif command -v slosmith >/dev/null 2>&1; then
    command slosmith "$@"
  else
    echo "slosmith.sh: there is no slosmith on the PATH and none was built: run \"npm ci && npm run build\" in $here." >&2
    return 2
  fi
}

mode=${1:-}
[ $# -gt 0 ] && shift
case $mode in
hook)
  # Without files there is nothing to check; `slosmith check` would take the whole directory.
  [ $# -gt 0 ] || exit 0
  slosmith check --quiet -- "$@"
  ;;
action)
  set -- --format github
  [ -z "${SLOSMITH_SARIF:-}" ] || set -- "$@" --format "sarif=$SLOSMITH_SARIF"
  [ -z "${SLOSMITH_MARKDOWN:-}" ] || set -- "$@" --format "markdown=$SLOSMITH_MARKDOWN"
  [ -z "${SLOSMITH_BASELINE:-}" ] || set -- "$@" --baseline "$SLOSMITH_BASELINE"
  [ -z "${SLOSMITH_MAX_WARNINGS:-}" ] || set -- "$@" --max-warnings "$SLOSMITH_MAX_WARNINGS"
  set -- "$@" --
  # One path a line: a path may hold blanks, and none is expanded by the shell.
  while IFS= read -r path; do
    [ -z "$path" ] || set -- "$@" "$path"
  done <<EOF
${SLOSMITH_PATHS:-.}
EOF
  code=0
  slosmith check "$@" || code=$?
  if [ -n "${SLOSMITH_MARKDOWN:-}" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$SLOSMITH_MARKDOWN" ]; then
    cat "$SLOSMITH_MARKDOWN" >>"$GITHUB_STEP_SUMMARY"
  fi
  exit "$code"
  ;;
*)
  echo "slosmith.sh: say \"hook\" or \"action\", not \"$mode\"." >&2
  exit 2
  ;;
esac
