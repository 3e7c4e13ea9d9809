/** The comments of a text. */
export interface Comments {
  /** The lines before anything else, without their `#`; empty where there are none. */
  readonly leading: readonly string[];
  /** How many lines with a comment there are besides. */
  readonly others: number;
}

/** Comments that speak to tools, and would be wrong in another file. */
const TO_TOOLS = /^\s*(?:slo-ignore\b|yaml-language-server\b|\$schema\b|slosmith\b)/;

/** Reads the comments of a YAML file. Text in a block scalar that looks like one is counted for one. */
export function commentsOf(text: string): Comments {
  const leading: string[] = [];
  let others = 0;
  let before = true;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const comment = /^\s*#(.*)$/.exec(line) ?? /\s#(.*)$/.exec(line);
    const whole = /^\s*(?:#|$)/.test(line) || /^(?:---|%)/.test(line);
    if (!whole) before = false;
    if (!comment || TO_TOOLS.test(comment[1] ?? "")) continue;
    if (before && whole) leading.push((comment[1] ?? "").trimEnd());
    else if (!/["']/.test(line.slice(0, comment.index))) others++;
  }
  return { leading, others };
}
