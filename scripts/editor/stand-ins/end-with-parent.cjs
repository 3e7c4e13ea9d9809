// Loaded into the VS Code server before its own code: ends it when the process that started it was killed so
// hard that it could not end the server itself.
const parent = process.ppid;
const interval = 2000;

setInterval(() => {
  // An orphan gets a new parent; on Windows it keeps the old number, which then names no process.
  if (process.ppid !== parent) process.exit(0);
  try {
    process.kill(parent, 0);
  } catch {
    // No such process: nobody is left to stop this server.
    process.exit(0);
  }
}, interval).unref();
