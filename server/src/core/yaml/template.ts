/**
 * Spec files are often templates (Helm, gomplate) before they are YAML. What the template engine fills in
 * cannot be judged; the rest of the file can. This masks, at equal length, the actions that YAML would
 * misread, so that every offset stays true.
 */

/** The character that stands for a template action in masked text: from the private use area, a valid plain scalar. */
const FILL = "\ue000";

export interface TemplateFacts {
  /** Lines that hold only template actions (`{{- if … }}`): keys may appear and vanish around them. */
  readonly controlLines: number;
}

export interface MaskedText extends TemplateFacts {
  /** As long as the original, with the same line breaks. */
  readonly text: string;
}

const COMMENT_ACTION = /\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g;
const CONTROL_LINE = /^[ \t]*\{\{.*\}\}[ \t]*(?:#.*)?$/;
const VALUE_ACTION =
  /^([ \t]*(?:-[ \t]+)*(?:[^\s"'#{}][^"'#{}]*:[ \t]+)?)(\{\{.*\}\}[^#\s]*)([ \t]*(?:#.*)?)$/;
const KEY_ACTION = /^([ \t]*(?:-[ \t]+)*)(\{\{[^}]*\}\}[\w.-]*)(:(?:[ \t].*)?)$/;
const BLOCK_HEADER = /(?:^|[:-][ \t]+)[|>][-+0-9]*[ \t]*(?:#.*)?$/;

/** Masks the template actions that YAML would misread. Text without `{{` comes back as it is. */
export function maskTemplates(text: string): MaskedText {
  if (!text.includes("{{")) return { text, controlLines: 0 };
  let controlLines = 0;
  const commentless = text.replace(COMMENT_ACTION, (action) => {
    controlLines++;
    return blank(action);
  });
  let blockIndent = -1;
  const lines = commentless.split("\n").map((whole) => {
    const line = whole.endsWith("\r") ? whole.slice(0, -1) : whole;
    const ending = whole.slice(line.length);
    const indent = line.length - line.trimStart().length;
    const empty = line.trim() === "";
    if (blockIndent >= 0 && !empty && indent <= blockIndent && !CONTROL_LINE.test(line)) blockIndent = -1;
    const inBlock = blockIndent >= 0 && indent > blockIndent;
    if (!inBlock && line.includes("{{")) {
      const masked = maskLine(line);
      if (masked.control) controlLines++;
      return masked.text + ending;
    }
    if (!inBlock && !empty && BLOCK_HEADER.test(line)) blockIndent = indent;
    return whole;
  });
  return { text: lines.join("\n"), controlLines };
}

function maskLine(line: string): { text: string; control: boolean } {
  const key = KEY_ACTION.exec(line);
  if (key) return { text: `${key[1]}${FILL.repeat(key[2]?.length ?? 0)}${key[3]}`, control: false };
  if (CONTROL_LINE.test(line)) return { text: blank(line), control: true };
  const value = VALUE_ACTION.exec(line);
  if (value) return { text: `${value[1]}${FILL.repeat(value[2]?.length ?? 0)}${value[3]}`, control: false };
  return { text: line, control: false };
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, " ");
}

// The placeholders that tools fill in at run time, and that stand in valid specs.
const RUN_TIME_PLACEHOLDER = /\{\{\s*\.window\s*\}\}/g;

/** Whether a scalar's text is left to a template engine (`{{ … }}`) or the environment (`${NAME}`). */
export function isTemplated(text: string): boolean {
  if (text.includes(FILL)) return true;
  if (text.includes("{{") && text.replace(RUN_TIME_PLACEHOLDER, "").includes("{{")) return true;
  return text.includes("${") && /\$\{[A-Za-z_]\w*[^}]*\}/.test(text);
}
