// Reads a desktop VS Code's command line, as far as `@vscode/test-electron` and our launchers use it.

/**
 * @typedef {object} CodeArguments
 * @property {Map<string, string>} options last value of each `--name=value` or `--name`
 * @property {string[]} positional everything that is no option
 */

/**
 * @param {string[]} argv without the program itself
 * @returns {CodeArguments}
 */
export function readCodeArguments(argv) {
  const options = new Map();
  const positional = [];
  for (const argument of argv) {
    const option = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    if (option) options.set(option[1], option[2] ?? "");
    else positional.push(argument);
  }
  return { options, positional };
}
