/** The API in a process of its own, as it is deployed, with a real key. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context } from "@/lib/context";

const MAIN = path.resolve(import.meta.dirname, "../../server/main.ts");
/**
 * As `npm start` gives it. What a hundred callers have under way outgrows Node's usual 16 MB: most
 * of it would be copied at each collection, and moved to where only the costly ones reach.
 */
const YOUNG_GENERATION = "--max-semi-space-size=64";

export type BenchServer = { readonly port: number; readonly pid: number; readonly key: string };

export async function withBenchServer<T>(
  url: string,
  ctx: Context,
  run: (server: BenchServer) => Promise<T>,
): Promise<T> {
  const { secret: key } = await createApiKey(ctx, {
    ...{ name: "Bench", scopes: ["wallets:write", "usage:read", "ingest"], expiresAt: null },
  });
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "florin-bench-server-"));
  const port = await freePort();
  const child = spawn(process.execPath, [YOUNG_GENERATION, "--import", "tsx", MAIN], {
    env: {
      ...process.env,
      ...{ NODE_ENV: "production", FLORIN_ROLES: "api", FLORIN_DATA_DIR: home },
      ...{ DATABASE_URL: url, PORT: String(port) },
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    await ready(child);
    return await run({ port, pid: child.pid ?? 0, key });
  } finally {
    child.kill("SIGTERM");
    if (child.exitCode === null) await once(child, "exit");
    fs.rmSync(home, { recursive: true, force: true });
  }
}

async function ready({ stdout }: ChildProcess): Promise<void> {
  if (!stdout) throw new RangeError("the server's words cannot be read");
  let said = "";
  for await (const chunk of stdout.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    if (said.includes("Florin is ready")) {
      // What it says from now on is nobody's matter, but must not fill the pipe.
      stdout.resume();
      return;
    }
  }
  throw new Error(`the server did not start: ${said}`);
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new RangeError("no port is free");
  return address.port;
}
