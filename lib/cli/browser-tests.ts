/** Runs the browser tests against a server of their own: built as for users, with its own database. */
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { findRunningPostgres } from "@/lib/server/embedded-postgres";
import { Fault } from "@/lib/server/fault";
import { ROOT, runTool } from "./tool";

const START_TIMEOUT_MS = 120_000;

/** @returns Playwright's exit status; its counts are in `reportFile`. */
export async function runBrowserTests(
  browser: string,
  reportFile: string,
  args: readonly string[],
): Promise<number> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "florin-browser-"));
  fs.chmodSync(dataDir, 0o711);
  const port = await freePort();
  const server = startServer(dataDir, port);
  try {
    await untilReady(server, port);
    const databaseUrl = await findRunningPostgres(dataDir);
    if (!databaseUrl) throw new Fault("The server for the browser tests lost its database.");
    const { status } = await runTool("playwright", ["test", ...args], {
      output: "show",
      env: {
        CHROMIUM_PATH: browser,
        DATABASE_URL: databaseUrl,
        E2E_URL: `http://localhost:${port}`,
        PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile,
      },
    });
    return status;
  } finally {
    await stopServer(server);
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

function startServer(dataDir: string, port: number): ChildProcess {
  const { DATABASE_URL: _own, NEXTAUTH_URL: _theirs, ...environment } = process.env;
  return spawn(process.execPath, ["--import", "tsx", "lib/server/main.ts"], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: {
      ...environment,
      NODE_ENV: "production",
      PORT: String(port),
      FLORIN_DATA_DIR: dataDir,
      LOG_LEVEL: "warn",
    },
  });
}

async function untilReady(server: ChildProcess, port: number): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && server.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(200);
  }
  throw new Fault("The server for the browser tests did not start; its words are above.");
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once("exit", resolve));
  server.kill("SIGTERM");
  await ended;
}

/** A port nobody has, below the range from which the system gives out its own. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 10_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
}
