// Measures folders of many files: reading them, keystrokes meanwhile and afterwards, an edit that others depend on.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Client } from "./client.mjs";
import { measureCheck } from "./command-line.mjs";
import { nameOf, serviceOf, sloDocument, workspaceFiles } from "./documents.mjs";
import { EditedText } from "./edited-text.mjs";
import { inTurns, pause, Samples } from "./samples.mjs";
import { writeFolder } from "./workspace-folder.mjs";

const BETWEEN_KEYS_MS = 40;
/** The other server does not read folders: so many keystrokes show what it takes for one. */
const PEER_KEYSTROKES = 5;
/** SLOs that are open while their tier is edited: the availability SLOs of the first service. */
const DEPENDENT = [0, 3, 6, 9, 12, 15, 18];

/**
 * Measures a folder of `count` files.
 * @param plan `rounds`: fresh processes; `samples`: edits a round; `checks`: runs of `slosmith check`, may be 0
 */
export async function measureWorkspace(servers, build, count, plan) {
  const samples = new Samples();
  const folder = writeFolder(`workspace-${count}`, workspaceFiles(count));
  const steps = {
    slosmith: () => measureOwn(servers.slosmith, { folder, plan, samples }),
    typing: () => measureTyping(servers.slosmith, { folder, samples }),
    floor: () => measureFloor(servers.floor, { folder, samples }),
    peer: () => measurePeer(servers.peer, { folder, samples }),
  };
  // The first reading only fills the system's file cache.
  await measureFloor(servers.floor, { folder, samples: new Samples() });
  for (let round = 0; round < plan.rounds; round++) {
    await inTurns(round, Object.keys(steps), (name) => steps[name]());
  }
  const check = plan.checks > 0 ? await measureCheck(build, folder, plan.checks) : undefined;
  rmSync(folder, { recursive: true, force: true });
  return { samples, check };
}

/** Reads the folder undisturbed; then edits in it. */
async function measureOwn(server, { folder, plan, samples }) {
  const { client, uri } = await start(server, folder);
  await samples.timed(client, "slosmith", "index", () => {
    client.initialized();
    return server.settled(client);
  });
  samples.add("slosmith", "progress", client.progressReports);
  await client.quiet();
  const typed = typist(client, uri);
  await typed.open();
  for (let turn = 0; turn < plan.samples; turn++) samples.add("slosmith", "edit", await typed.key());
  await measureTierEdits(client, { folder, plan, samples });
  addMemory("slosmith", client, samples);
  await client.stop();
}

/** A tier's floor is raised above the targets of open files, and lowered again: until the last of them is told. */
async function measureTierEdits(client, { folder, plan, samples }) {
  const uriOf = (path) => `${pathToFileURL(folder).href}/${path}`;
  const files = DEPENDENT.map((number) => ({
    uri: uriOf(`slos/${serviceOf(number)}/${nameOf(number)}.yaml`),
    text: sloDocument(number),
  }));
  const text = readFileSync(join(folder, "tiers.yaml"), "utf8");
  const line = text.split("\n").findIndex((one) => one.includes("floorPercent:"));
  const start = text.split("\n")[line].indexOf(":") + 2;
  for (const file of files) await client.open(file.uri, file.text);
  await client.open(uriOf("tiers.yaml"), text);
  await client.quiet();
  const values = ["98", "99.9"];
  for (let turn = 0; turn < plan.samples; turn++) {
    const [from, to] = turn % 2 === 0 ? values : [...values].reverse();
    const isWanted = (all) => all.length > 0 === (to === values[1]);
    const told = files.map(({ uri }) => client.told(uri, isWanted));
    const range = { start: { line, character: start }, end: { line, character: start + from.length } };
    const begun = performance.now();
    await client.change(uriOf("tiers.yaml"), { range, text: to });
    await Promise.all(told);
    samples.add("slosmith", "tier", performance.now() - begun);
    await pause(BETWEEN_KEYS_MS);
  }
}

/** Keystrokes in an open file from the very beginning, until the folder is read. */
async function measureTyping(server, { folder, samples }) {
  const { client, uri } = await start(server, folder);
  client.initialized();
  let isRead = false;
  const reading = server.settled(client).then(() => {
    isRead = true;
  });
  const typed = typist(client, uri);
  await typed.open();
  while (!isRead) {
    const milliseconds = await typed.key();
    if (!isRead) samples.add("slosmith", "typing", milliseconds);
  }
  await reading;
  await client.stop();
}

async function measureFloor(server, { folder, samples }) {
  const { client } = await start(server, folder);
  await samples.timed(client, "floor", "index", () =>
    client.request("floor/index", { folder: pathToFileURL(folder).href }),
  );
  addMemory("floor", client, samples);
  await client.stop();
}

async function measurePeer(server, { folder, samples }) {
  const { client, uri } = await start(server, folder);
  client.initialized();
  await client.quiet();
  const typed = typist(client, uri);
  await typed.open();
  for (let turn = 0; turn < PEER_KEYSTROKES; turn++) samples.add("peer", "edit", await typed.key());
  addMemory("peer", client, samples);
  await client.stop();
}

async function start(server, folder) {
  const client = new Client(server);
  await client.initialize(pathToFileURL(folder).href);
  // Not on disk, so that it is not among what is read.
  return { client, uri: `${pathToFileURL(folder).href}/slos.yaml` };
}

/** Types in a file of one SLO, a key at a time. */
function typist(client, uri) {
  // A name that no file of the folder has.
  const document = new EditedText(sloDocument(0).replace(`name: ${nameOf(0)}\n`, "name: being-written\n"));
  return {
    open: () => client.open(uri, document.text()),
    /** Milliseconds from the key to the diagnostics of the text with it. */
    async key() {
      const begun = performance.now();
      await client.change(uri, document.next("query"));
      const milliseconds = performance.now() - begun;
      await pause(BETWEEN_KEYS_MS);
      return milliseconds;
    },
  };
}

function addMemory(name, client, samples) {
  const kib = client.peakMemoryKib();
  if (kib !== undefined) samples.add(name, "memory", kib);
}
