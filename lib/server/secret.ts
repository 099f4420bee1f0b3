/** The secret that signs sessions: the one given, else one made once and kept with the data. */
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import type { Environment } from "@/lib/env";
import { hasCode } from "./fault";

export function sessionSecret(environment: Environment): string {
  if (environment.NEXTAUTH_SECRET) return environment.NEXTAUTH_SECRET;
  const file = path.join(environment.FLORIN_DATA_DIR, "session-secret");
  fs.mkdirSync(environment.FLORIN_DATA_DIR, { recursive: true, mode: 0o711 });
  try {
    fs.writeFileSync(file, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  }
  return fs.readFileSync(file, "utf8").trim();
}
