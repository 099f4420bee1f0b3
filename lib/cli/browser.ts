/** Finds a Chromium for the browser tests, or brings one. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { Fault } from "@/lib/server/fault";
import { say } from "./progress";
import { runTool } from "./tool";

const PROGRAMS = ["google-chrome-stable", "google-chrome", "chromium", "chromium-browser"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/**
 * @returns the program's path: the one of CHROMIUM_PATH, an installed one, Playwright's own
 *   download, or Debian's package, in this order; which it took is said.
 */
export async function bringBrowser(): Promise<string> {
  const [program, origin] =
    chosen() ?? installed() ?? (await downloaded()) ?? (await fromDebian()) ?? [];
  if (!program) {
    throw new Fault(
      "No browser for the browser tests: none is installed and none could be downloaded.\nInstall Chromium or Chrome, or set CHROMIUM_PATH to one.",
    );
  }
  say(`• Browser: ${program} (${origin})`);
  return program;
}

type Found = readonly [program: string, origin: string] | undefined;

function chosen(): Found {
  const program = process.env.CHROMIUM_PATH;
  if (!program) return undefined;
  if (!fs.existsSync(program)) throw new Fault(`CHROMIUM_PATH names no program: ${program}`);
  return [program, "CHROMIUM_PATH"];
}

function installed(): Found {
  const program =
    PROGRAMS.map(onPath).find(Boolean) ?? PLACES.find((place) => fs.existsSync(place));
  return program ? [program, "installed"] : undefined;
}

function onPath(program: string): string | undefined {
  try {
    return execFileSync("which", [program], { encoding: "utf8", stdio: "pipe" }).trim();
  } catch {
    return undefined;
  }
}

async function downloaded(): Promise<Found> {
  const { chromium } = await import("@playwright/test");
  const program = chromium.executablePath();
  if (!fs.existsSync(program)) {
    say("• No browser is installed; asking Playwright for one");
    await runTool("playwright", ["install", "chromium"]);
  }
  return fs.existsSync(program) ? [program, "Playwright's"] : undefined;
}

async function fromDebian(): Promise<Found> {
  if (os.userInfo().uid !== 0 || !onPath("apt-get")) return undefined;
  say("• Playwright could not download one; installing Debian's package chromium");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const aptGet = "/usr/bin/apt-get";
  await runTool(aptGet, ["update", "-q"], { env });
  await runTool(aptGet, ["install", "-y", "-q", "--no-install-recommends", "chromium"], { env });
  const program = onPath("chromium");
  return program ? [program, "Debian's package"] : undefined;
}
