/** A test of the extension in a real editor. */
export interface EditorTest {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Runs the tests one after the other, prints a line for each and the counts, and throws if any has failed. */
export async function runAll(suite: string, tests: readonly EditorTest[]): Promise<void> {
  const failed: string[] = [];
  for (const { name, run } of tests) {
    try {
      await run();
      console.log(`  ok      ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(
        `  FAILED  ${name}\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    }
  }
  console.log(`${tests.length - failed.length} passed, ${failed.length} failed`);
  if (failed.length > 0) throw new Error(`${suite}: failed: ${failed.join("; ")}`);
}
