import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FileChange, Workspace } from "../../server/src/core/workspace";
import { uriOf } from "../support/workspace";
import { applyEdit, edit, hostile, stream } from "./streams";

const NAMES = ["a.yaml", "b.yaml"];

/** All that is said of a workspace, as text that can be compared. */
function said(workspace: Workspace): string {
  return NAMES.map((name) => JSON.stringify(workspace.check(uriOf(name)))).join("\n");
}

function fresh(texts: ReadonlyMap<string, string>): Workspace {
  const changes = [...texts].map(([name, text]): FileChange => ({ kind: "set", uri: uriOf(name), text }));
  return Workspace.create().apply(changes);
}

describe("a workspace after any edits", () => {
  it("says what a fresh one says of the same texts", () => {
    const edits = fc.array(fc.record({ name: fc.constantFrom(...NAMES), edit, drop: fc.nat(9) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(stream, stream, edits, fc.boolean(), (first, second, steps, crlf) => {
        const ending = (text: string) => (crlf ? text.replaceAll("\n", "\r\n") : text);
        const texts = new Map([
          ["a.yaml", ending(first)],
          ["b.yaml", second],
        ]);
        let workspace = fresh(texts);
        said(workspace);
        for (const step of steps) {
          if (step.drop === 0) {
            texts.delete(step.name);
            workspace = workspace.apply([{ kind: "delete", uri: uriOf(step.name) }]);
          } else {
            const text = applyEdit(texts.get(step.name) ?? "", step.edit);
            texts.set(step.name, text);
            workspace = workspace.apply([{ kind: "set", uri: uriOf(step.name), text }]);
          }
          // Asking in between must not change later answers.
          if (step.drop % 2 === 1) said(workspace);
        }
        expect(said(workspace)).toBe(said(fresh(texts)));
      }),
      { numRuns: 150 },
    );
  });

  it("leaves the snapshot before them as it was", () => {
    fc.assert(
      fc.property(stream, edit, (text, change) => {
        const before = fresh(new Map([["a.yaml", text]]));
        const answer = said(before);
        before.apply([{ kind: "set", uri: uriOf("a.yaml"), text: applyEdit(text, change) }]);
        expect(said(before)).toBe(answer);
      }),
      { numRuns: 50 },
    );
  });
});

describe("any text at all", () => {
  const texts = fc.oneof(
    hostile,
    fc.tuple(stream, edit).map(([text, change]) => applyEdit(text, change)),
  );

  it("is answered: no rule throws, every range lies in the file, on marked places", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const workspace = fresh(new Map([["a.yaml", text]]));
        const { findings, faults } = workspace.check(uriOf("a.yaml"));
        expect(faults).toEqual([]);
        for (const { span, related, fixes = [], code, message } of findings) {
          const ranges = [
            span,
            ...related.map((one) => one.span),
            ...fixes.flatMap((fix) => fix.edits.map((e) => e.span)),
          ];
          for (const { start, end } of ranges) {
            if (!(start >= 0 && start <= end && end <= text.length)) expect.fail(`${code}: ${start}-${end}`);
          }
          expect(span.end, code).toBeGreaterThan(span.start);
          for (const words of [message.what, message.why, message.todo]) {
            expect(words, code).toMatch(/^\S[^\r\n]*[.?]$/u);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
