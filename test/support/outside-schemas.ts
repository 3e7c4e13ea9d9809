import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import AjvDraft7 from "ajv";

const ROOT = resolve(__dirname, "../..");
const SHARED = process.env.SLOSMITH_SHARED ?? resolve(ROOT, "../shared");

/**
 * A schema of somebody else's that outputs are checked against where it is at hand: in `schemas/` of the folder that
 * holds the corpus, or in a package. It is not the project's to give away.
 */
function outsideFile(...candidates: string[]): string | undefined {
  return candidates.find((file) => existsSync(file));
}

/** SARIF 2.1.0's schema by OASIS; undefined where it is not at hand. */
export function sarifValidator(): ((log: unknown) => string[]) | undefined {
  const file = outsideFile(
    join(SHARED, "schemas/sarif-schema-2.1.0.json"),
    join(ROOT, "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"),
  );
  if (file === undefined) return undefined;
  const schema = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  // It is written for draft 4, and uses nothing of it that draft 7 reads in another way.
  const { $schema: _draft, id: _id, ...rest } = schema;
  const ajv = new AjvDraft7({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
  const validate = ajv.compile(rest);
  return (log) =>
    validate(log) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

/** The XSDs for JUnit reports: the project's own, and those of others that are at hand. */
export function junitSchemas(): string[] {
  const others = ["junit-windyroad.xsd", "junit-jenkins.xsd"].map((name) => join(SHARED, "schemas", name));
  return [join(__dirname, "schemas/junit-report.xsd"), ...others.filter((file) => existsSync(file))];
}
