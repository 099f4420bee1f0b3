/** Builds the dashboard, and does nothing if no source has changed since the last build. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Fault } from "@/lib/server/fault";
import { ROOT, runTool } from "./tool";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "package-lock.json",
];
/** Not part of what Next bundles: a change here needs no build. */
const APART = /^lib\/(cli|server|jobs|testing)\/|\.test\.tsx?$|\.md$/;
const STAMP = path.join(ROOT, ".next/florin-sources");
const BUILD_ID = path.join(ROOT, ".next/BUILD_ID");

export function isBuilt(): boolean {
  if (!fs.existsSync(STAMP) || !fs.existsSync(BUILD_ID)) return false;
  return fs.readFileSync(STAMP, "utf8") === fingerprint();
}

/** @throws Fault with the builder's words. */
export async function buildDashboard(): Promise<void> {
  if (isBuilt()) return;
  // Taken before, so that a file changed meanwhile is built again next time.
  const sources = fingerprint();
  fs.rmSync(STAMP, { force: true });
  const { status, output } = await runTool("next", ["build"], { env: { NODE_ENV: "production" } });
  if (status !== 0) throw new Fault(`The dashboard could not be built:\n${output.trim()}`);
  fs.writeFileSync(STAMP, sources);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap(filesOf)) {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(ROOT, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesOf(source: string): string[] {
  const absolute = path.join(ROOT, source);
  if (!fs.existsSync(absolute)) return [];
  if (!fs.statSync(absolute).isDirectory()) return [source];
  return fs
    .readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)))
    .filter((file) => !APART.test(file))
    .toSorted();
}
