// Shows that a slow step is still going: a spinner on a terminal, otherwise a line every few seconds.

const frames = ["|", "/", "-", "\\"];
const spinnerInterval = 120;
const lineInterval = 5000;

/**
 * Duration in seconds with one decimal, for people.
 * @param {number} milliseconds
 * @returns {string}
 */
export function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/**
 * Size in megabytes (10^6 bytes), for people.
 * @param {number} bytes
 * @returns {string}
 */
export function megabytes(bytes) {
  return `${Math.max(0.1, bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}

/**
 * Prints one line to stderr, so that stdout stays free for results.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Runs one step of work, shows it while it lasts, and prints how long it took.
 * @template T
 * @param {string} title what is being done, e.g. "Unpacking"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>} what the work returned; its error is passed on
 */
export async function step(title, work) {
  const began = Date.now();
  const terminal = process.stderr.isTTY === true;
  let frame = 0;
  const tick = () => {
    const spent = Math.round((Date.now() - began) / 1000);
    if (terminal) process.stderr.write(`\r${frames[frame++ % frames.length]} ${title} ... ${spent} s `);
    else say(`  ${title} ... ${spent} s`);
  };
  if (!terminal) say(`- ${title} ...`);
  const timer = setInterval(tick, terminal ? spinnerInterval : lineInterval);
  const clear = () => {
    clearInterval(timer);
    if (terminal) process.stderr.write("\r\x1b[K");
  };
  try {
    const result = await work();
    clear();
    say(`- ${title}: done in ${seconds(Date.now() - began)}`);
    return result;
  } catch (error) {
    clear();
    say(`- ${title}: failed after ${seconds(Date.now() - began)}`);
    throw error;
  }
}
