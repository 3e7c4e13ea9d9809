// Measures one open file: start, first diagnostics, edits, and what is asked straight after an edit.
import { rmSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { Client } from "./client.mjs";
import { sharedFiles, sloStream } from "./documents.mjs";
import { EDIT_KINDS, EditedText } from "./edited-text.mjs";
import { inTurns, pause, Samples } from "./samples.mjs";
import { writeFolder } from "./workspace-folder.mjs";

/** As long as a quick typist takes for a key, nearly. */
const BETWEEN_KEYS_MS = 40;

/** What is asked straight after an edit: by which edit, and at the end of which line of the SLO. */
const QUESTIONS = {
  hover: { provider: "hoverProvider", edit: "digit", key: "targetPercent:" },
  completion: { provider: "completionProvider", edit: "newKey" },
  definition: { provider: "definitionProvider", edit: "digit", key: "service:" },
};

/**
 * Measures a file of `size` SLOs in all servers.
 * @param servers from servers.mjs
 * @param plan `rounds`: fresh processes of each server; `warmUps`, `samples`: of each edit, and as many of its being taken back
 */
export async function measureFile(servers, size, plan) {
  const samples = new Samples();
  const folder = writeFolder(`file-${size}`, sharedFiles(size));
  for (let round = 0; round < plan.rounds; round++) {
    const running = new Map();
    await inTurns(round, Object.entries(servers), async ([name, server]) => {
      running.set(name, await begin(name, server, { folder, size, samples }));
    });
    await measureWarm(running, { size, plan, samples });
    for (const [name, { client }] of running) {
      const memory = client.peakMemoryKib();
      if (memory !== undefined) samples.add(name, "memory", memory);
      await client.stop();
    }
  }
  rmSync(folder, { recursive: true, force: true });
  return samples;
}

/** Starts a server and shows it the file, which is not on disk: nobody has read it before. */
async function begin(name, server, { folder, size, samples }) {
  const client = new Client(server);
  await client.initialize(pathToFileURL(folder).href);
  samples.add(name, "initialize", client.startMs);
  client.initialized();
  await server.settled?.(client);
  await client.quiet();
  const uri = `${pathToFileURL(folder).href}/slos.yaml`;
  const text = sloStream(size);
  const diagnostics = await samples.timed(client, name, "first", () => client.open(uri, text));
  if (diagnostics.some(({ severity }) => severity === 1))
    throw new Error(`${server.name} finds errors in the generated text: ${diagnostics[0].message}`);
  await client.quiet();
  return { client, uri };
}

/** Edits and questions in running servers: the same ones in all, one server at a time. */
async function measureWarm(running, { size, plan, samples }) {
  const document = new EditedText(sloStream(size), size);
  const names = [...running.keys()];
  for (let turn = 0; turn < plan.warmUps + plan.samples; turn++) {
    const add = (...sample) => turn >= plan.warmUps && samples.add(...sample);
    /** Makes an edit in all of them, and takes it back in all of them: both are measured. */
    const inAll = async (kind, measure) => {
      for (const step of [0, 1]) {
        const edit = document.next(kind);
        await inTurns(turn + step, names, async (name) => {
          await measure(name, running.get(name), edit);
          await pause(BETWEEN_KEYS_MS);
        });
      }
    };
    for (const kind of EDIT_KINDS) {
      await inAll(kind, async (name, { client, uri }, edit) => {
        const begun = performance.now();
        await client.change(uri, edit);
        add(name, `edit ${kind}`, performance.now() - begun);
      });
    }
    for (const [question, { provider, edit: kind, key }] of Object.entries(QUESTIONS)) {
      await inAll(kind, async (name, { client, uri }, edit) => {
        // What is to be completed is gone again when its line is taken back.
        const isAsked = client.capabilities[provider] && (key || document.isChanged);
        const position = key ? before(document.endOf(key)) : endOf(edit);
        const begun = performance.now();
        const said = client.change(uri, edit);
        if (isAsked) {
          const answer = await client.request(`textDocument/${question}`, {
            textDocument: { uri },
            position,
          });
          add(name, question, performance.now() - begun);
          if (isNothing(answer)) add(name, `${question} unanswered`, 1);
        }
        await said;
      });
    }
  }
}

/** The place before the last character of a line: inside the value that stands there. */
function before({ line, character }) {
  return { line, character: character - 1 };
}

function endOf({ range: { start }, text }) {
  const lines = text.split("\n");
  const last = lines.at(-1) ?? "";
  return { line: start.line + lines.length - 1, character: lines.length > 1 ? last.length : start.character };
}

/** Whether a server answered, but knew nothing. */
function isNothing(answer) {
  const items = answer?.items ?? answer;
  return items === null || items === undefined || (Array.isArray(items) && items.length === 0);
}
