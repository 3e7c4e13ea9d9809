import type { Connection } from "vscode-languageserver";
import { isEntered, LARGEST_FILE, PASSED_OVER } from "../host/passed-over";
import type { ClientAbilities } from "./client-abilities";
import type { FileSource, Host } from "./host";
import type { ClientRequests } from "./protocol";
import { canonicalUri, isBelow, isYamlUri } from "./uris";

/** A workspace none of whose files can be read: there are the open documents, and that is all. */
const NO_FILES: FileSource = {
  holds: () => false,
  async *list() {},
  read: async () => undefined,
};

/** Where a session's files come from: the host's disk, and for what is not there, the client. */
export function filesOf(connection: Connection, abilities: ClientAbilities, host: Host): FileSource {
  const disk = host.files ?? NO_FILES;
  const client = abilities.files ? clientFiles(connection) : NO_FILES;
  const sourceOf = (uri: string) => (disk.holds(uri) ? disk : client);
  return {
    holds: (uri) => sourceOf(uri).holds(uri),
    list: (folder) => sourceOf(folder).list(folder),
    read: (uri) => sourceOf(uri).read(uri),
    async rootOf(uri) {
      return sourceOf(uri).rootOf?.(uri);
    },
  };
}

/** Files that the client holds: in a browser, in a repository that was never cloned, in memory. */
function clientFiles(connection: Connection): FileSource {
  const ask = <Method extends keyof ClientRequests>(
    method: Method,
    params: ClientRequests[Method]["params"],
  ) => connection.sendRequest<ClientRequests[Method]["result"]>(method, params);
  return {
    holds: () => true,
    async *list(folder) {
      const found = await ask("slosmith/listFiles", { folder, passedOver: PASSED_OVER });
      for (const uri of found) if (isYamlUri(uri) && isOwn(canonicalUri(uri), folder)) yield uri;
    },
    async read(uri) {
      return (await ask("slosmith/readFile", { uri, largest: LARGEST_FILE })) ?? undefined;
    },
  };
}

/** Whether a file lies in a folder, and not in a part of it that is passed over. */
function isOwn(uri: string, folder: string): boolean {
  if (!isBelow(uri, folder)) return false;
  return uri.slice(folder.length).split("/").slice(0, -1).every(isEntered);
}
