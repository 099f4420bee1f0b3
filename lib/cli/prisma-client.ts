/** Generates the Prisma client from the schema, and does nothing if the schema is unchanged. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { Fault } from "@/lib/server/fault";
import { readSchema } from "@/lib/server/schema-engine";
import { ROOT, runTool } from "./tool";

const STAMP = path.join(ROOT, "lib/db/generated/.schema");

export async function generateClient(): Promise<void> {
  const wanted = fingerprint();
  if (fs.existsSync(STAMP) && fs.readFileSync(STAMP, "utf8") === wanted) return;
  const { status, output } = await runTool("prisma", ["generate"], {
    env: {
      // The command insists on a native schema engine, which it would download, and never runs
      // it to generate: any program that exists will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (status !== 0) throw new Fault(`The Prisma client could not be generated:\n${output.trim()}`);
  fs.writeFileSync(STAMP, wanted);
}

function fingerprint(): string {
  const hash = createHash("sha256");
  hash.update(fs.readFileSync(path.join(ROOT, "node_modules/prisma/package.json")));
  for (const { path: name, content } of readSchema()) {
    hash.update(`${name}\0${content}\0`);
  }
  return hash.digest("hex");
}
