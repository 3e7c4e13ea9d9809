/**
 * Whether colours are wanted: NO_COLOR (no-color.org) and FORCE_COLOR decide, whatever they are set to but nothing; else
 * there are colours on a terminal that can show them.
 */
export function wantsColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return isTerminal && env.TERM !== "dumb";
}

/** A line on a terminal that each call replaces; without words it goes. Shown every 80 ms at the most. */
export function progressLine(write: (text: string) => void, now: () => number, columns: number) {
  const begun = now();
  let shownAt = begun;
  let isShown = false;
  return (words?: string): void => {
    if (words === undefined) {
      if (isShown) write("\r\u001b[K");
      isShown = false;
      return;
    }
    // What is done in half a second is not worth a line that comes and goes.
    if (now() - begun < 500 || now() - shownAt < 80) return;
    shownAt = now();
    isShown = true;
    write(`\r\u001b[K${words.slice(0, columns - 1)}`);
  };
}
