/**
 * PostgreSQL refuses to run as root. Started as root, Florin runs it as another user of this
 * machine, who must be able to reach its programs and its data.
 */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { Fault } from "./fault";

export type PostgresUser = { readonly uid: number; readonly gid: number };

const USER = "postgres";

/** @returns `undefined` when the process's own user will do, that is, unless it is root. */
export function postgresUser(): PostgresUser | undefined {
  if (os.userInfo().uid !== 0) return undefined;
  return findUser() ?? createUser();
}

function findUser(): PostgresUser | undefined {
  try {
    const idOf = (flag: string) =>
      Number.parseInt(execFileSync("id", [flag, USER], { encoding: "utf8", stdio: "pipe" }), 10);
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    return undefined;
  }
}

function createUser(): PostgresUser {
  try {
    const flags = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"];
    execFileSync("useradd", [...flags, USER], { stdio: "pipe" });
  } catch {
    // Told below, by the user still missing.
  }
  const user = findUser();
  if (user) return user;
  throw new Fault(
    [
      `PostgreSQL does not run as root, and the user "${USER}" could not be created.`,
      "Run Florin as an ordinary user, create that user, or set DATABASE_URL to a PostgreSQL of your own.",
    ].join("\n"),
  );
}

/** True if `user` may enter `directory`: every directory on the way must let others through. */
export function mayReach(user: PostgresUser | undefined, directory: string): boolean {
  if (!user) return true;
  for (let at = fs.realpathSync(directory); ; at = path.dirname(at)) {
    const { mode, uid, gid } = fs.statSync(at);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Gives a file or directory to `user`, where there is one. */
export function giveTo(user: PostgresUser | undefined, file: string): void {
  if (user) fs.chownSync(file, user.uid, user.gid);
}

/** Where root keeps what another user must reach, when the checkout is closed to others. */
export const SHARED_BASE = "/var/lib/florin";
