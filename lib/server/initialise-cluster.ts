/** A new data directory for PostgreSQL, whole or not at all. */
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Fault, hasCode } from "./fault";
import { postgresBinaries } from "./postgres-binaries";
import { type Cluster, SUPERUSER } from "./postgres-cluster";
import { giveTo, type PostgresUser, postgresUser } from "./postgres-user";

/** Makes the data directory if it is not there. It appears whole or not at all. */
export function initialiseCluster(cluster: Cluster): "made" | "found" {
  const { dataDirectory, passwordFile } = cluster;
  if (fs.existsSync(dataDirectory)) {
    refuseBrokenDirectory(dataDirectory);
    return "found";
  }
  const user = postgresUser();
  const { initdb } = postgresBinaries(user);
  writePassword(passwordFile, user);
  // A directory of its own, so that two apps started at once do not meet in it.
  const unfinished = fs.mkdtempSync(`${dataDirectory}.unfinished-`);
  giveTo(user, unfinished);
  const { status, stderr, error } = spawnSync(
    initdb,
    [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      // Sorts and folds alike on every machine, whatever its C library knows of locales.
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
    ],
    { ...user, cwd: unfinished, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } },
  );
  if (status !== 0) {
    fs.rmSync(unfinished, { recursive: true, force: true });
    throw new Fault(
      `The database could not be made in ${dataDirectory}:\n${(error?.message ?? stderr).trim()}`,
    );
  }
  return isFirst(unfinished, dataDirectory) ? "made" : "found";
}

/** Puts the finished directory in its place. @returns false if another app was there first. */
function isFirst(finished: string, dataDirectory: string): boolean {
  try {
    fs.renameSync(finished, dataDirectory);
    return true;
  } catch (error) {
    fs.rmSync(finished, { recursive: true, force: true });
    if (hasCode(error, "ENOTEMPTY") || hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

/** Makes the password if there is none; of two apps that do so at once, both take the first's. */
function writePassword(file: string, user: PostgresUser | undefined): void {
  if (fs.existsSync(file)) return;
  const own = `${file}.${process.pid}`;
  fs.writeFileSync(own, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  giveTo(user, own);
  try {
    fs.linkSync(own, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    fs.rmSync(own);
  }
}

function refuseBrokenDirectory(dataDirectory: string): void {
  const missing = ["PG_VERSION", "global/pg_control", "postgresql.conf"].filter(
    (file) => !fs.existsSync(path.join(dataDirectory, file)),
  );
  if (missing.length === 0) return;
  throw new Fault(
    [
      `${dataDirectory} is not a whole PostgreSQL data directory: ${missing.join(", ")} missing.`,
      "Restore it from a backup, or move it away to begin with an empty database.",
    ].join("\n"),
  );
}
