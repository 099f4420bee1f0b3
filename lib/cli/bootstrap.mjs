/**
 * The first step of `npm run quickstart` and `npm test`, before any package is there: checks
 * Node, installs the packages of the lock file if they are not, then runs the command's
 * TypeScript. It imports nothing but Node, and keeps to syntax that old Nodes parse.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const OLDEST_NODE = [20, 19];
const COMMANDS = ["quickstart", "test"];

function fail(...lines) {
  process.stderr.write(`\n${lines.join("\n")}\n`);
  process.exit(1);
}

function refuseOldNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
  fail(
    `Florin needs Node ${OLDEST_NODE.join(".")} or newer; this is ${process.versions.node}.`,
    "Install a current Node (https://nodejs.org) and run the command again.",
  );
}

/** What a lock file says is installed: path in the tree to version. */
function packagesOf(file) {
  try {
    return JSON.parse(fs.readFileSync(path.join(ROOT, file), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/**
 * True if npm's record of what it installed holds every package of the lock file. Asked of the
 * record and not of a stamp of ours, so that an install by hand counts as well. Optional
 * packages are left out: which of them are installed depends on the platform.
 */
function isInstalled() {
  const wanted = packagesOf("package-lock.json");
  const found = packagesOf("node_modules/.package-lock.json");
  if (!wanted) fail("package-lock.json is missing or broken: restore it with `git checkout`.");
  if (!found) return false;
  return Object.entries(wanted).every(
    ([where, { version, optional, devOptional }]) =>
      where === "" || optional || devOptional || found[where]?.version === version,
  );
}

function install() {
  if (isInstalled()) return;
  process.stdout.write("• Installing packages (a minute or two the first time)\n");
  const npm = process.env.npm_execpath;
  // Not `npm ci`: it refuses a lock file without the optional packages of every other platform,
  // which npm leaves out where a registry does not serve them. The lock file stays as it is.
  const args = [
    "install",
    "--no-save",
    "--include=dev",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const options = { cwd: ROOT, stdio: "inherit" };
  const { status } = npm?.endsWith(".js")
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
  if (status === 0) return;
  fail(
    "Installing the packages failed (npm's own words are above).",
    "Check that the npm registry is reachable and the disk has 2 GB free, then run the command again.",
  );
}

async function run(command, args) {
  const { register } = await import(
    pathToFileURL(path.join(ROOT, "node_modules/tsx/dist/esm/api/index.mjs")).href
  );
  register({ tsconfig: path.join(ROOT, "tsconfig.json") });
  process.argv = [process.argv[0], path.join(ROOT, `lib/cli/${command}.ts`), ...args];
  await import(`./${command}.ts`);
}

const [command, ...args] = process.argv.slice(2);
refuseOldNode();
if (!COMMANDS.includes(command)) fail(`Usage: node lib/cli/bootstrap.mjs ${COMMANDS.join("|")}`);
process.chdir(ROOT);
install();
await run(command, args);
