/** The few of Node's assertions that the editor's tests use, for hosts without Node. The build puts it in their place. */
const assert = {
  ok(value: unknown, message?: string): void {
    if (!value) throw new Error(message ?? `${shown(value)} is not so`);
  },
  equal(found: unknown, wanted: unknown, message?: string): void {
    if (!Object.is(found, wanted)) throw new Error(message ?? `${shown(found)} is not ${shown(wanted)}`);
  },
  deepEqual(found: unknown, wanted: unknown, message?: string): void {
    if (shown(found) !== shown(wanted)) throw new Error(message ?? `${shown(found)} is not ${shown(wanted)}`);
  },
  match(text: string, pattern: RegExp, message?: string): void {
    if (!pattern.test(text)) throw new Error(message ?? `${shown(text)} does not match ${pattern}`);
  },
  doesNotMatch(text: string, pattern: RegExp, message?: string): void {
    if (pattern.test(text)) throw new Error(message ?? `${shown(text)} matches ${pattern}`);
  },
};

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}

export default assert;
