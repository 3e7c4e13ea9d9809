/** Directories that hold nobody's own specs. Those whose names begin with a dot are passed over as well. */
export const PASSED_OVER: readonly string[] = ["node_modules", "vendor", "dist", "out", "target", "venv"];

/** Larger files, in bytes, are no specs. */
export const LARGEST_FILE = 5_000_000;

/** Whether the files below a directory of this name may be somebody's own specs. */
export function isEntered(name: string): boolean {
  return !name.startsWith(".") && !PASSED_OVER.includes(name);
}
