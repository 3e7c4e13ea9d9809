// Stands in for the native module `native-watchdog` in the downloaded VS Code server: ends the extension host
// when the process that started it is gone.
const interval = 2000;

exports.start = (pid) => {
  const timer = setInterval(() => {
    try {
      process.kill(pid, 0);
    } catch {
      // No such process: nobody is left to work for.
      process.exit(87);
    }
  }, interval);
  timer.unref();
};

exports.exit = (code) => process.exit(code || 0);
