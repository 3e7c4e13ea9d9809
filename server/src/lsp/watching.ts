import {
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileOperationOptions,
  WatchKind,
} from "vscode-languageserver";

const EVERYTHING = { filters: [{ pattern: { glob: "**/*" } }] };

/** What the editor does to files and folders itself: watchers do not see the files of a folder that was moved. */
export const FILE_OPERATIONS: FileOperationOptions = {
  didCreate: EVERYTHING,
  didRename: EVERYTHING,
  didDelete: EVERYTHING,
};

/** Asks the client to tell of changes on disk. */
export async function registerWatchers(connection: Connection): Promise<void> {
  await connection.client.register(DidChangeWatchedFilesNotification.type, {
    watchers: [
      { globPattern: "**/*.{yaml,yml}" },
      // Of a folder that is deleted nothing is told but its own name.
      { globPattern: "**/*", kind: WatchKind.Delete },
    ],
  });
}
