import { describe, expect, it } from "vitest";
import { changed } from "../../../server/src/core/ide/actions/judge";
import { separateDocument } from "../../../server/src/core/ide/actions/separate-document";
import { uriOf, workspaceOf } from "../../support/workspace";

const slo = (name: string) => `apiVersion: pyrra.dev/v1alpha1
kind: ServiceLevelObjective
metadata:
  name: ${name}
spec:
  target: "99.9"
  window: 28d
  indicator:
    ratio:
      errors:
        metric: browser_checkout_attempts_total{result="error"}
      total:
        metric: browser_checkout_attempts_total
`;

const TWO = `${slo("one")}---\n${slo("two")}`;

function offered(text: string, others: readonly { name: string; text: string }[] = []) {
  const workspace = workspaceOf([{ name: "both.yaml", text }, ...others]);
  const uri = uriOf("both.yaml");
  const finding = workspace.check(uri).findings.find(({ code }) => code === "further-document");
  const offer = finding && separateDocument(workspace, uri, finding.span);
  return { workspace, uri, finding, offer };
}

describe("a further document", () => {
  it("gets a file of its own, and nothing is left to be said", () => {
    const { workspace, uri, offer } = offered(TWO);
    expect(offer?.title).toBe("Move `two` to a file of its own");
    const after = changed(workspace, offer?.changes ?? []);
    expect(after.files.get(uri)?.text).toBe(slo("one"));
    expect(after.files.get(uriOf("two.yaml"))?.text).toBe(slo("two"));
    expect(after.check(uri).findings).toEqual([]);
    expect(after.check(uriOf("two.yaml")).findings).toEqual([]);
  });

  it("stays where that file is there already, or its name would lead out of the folder", () => {
    expect(offered(TWO, [{ name: "two.yaml", text: slo("other") }]).offer).toBeUndefined();
    const away = offered(`${slo("one")}---\n${slo("../two")}`);
    expect(away.finding).toBeDefined();
    expect(away.offer).toBeUndefined();
  });
});
