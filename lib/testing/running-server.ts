/** The real server as a process of its own, to be killed, stopped and started again. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const ROOT = path.resolve(import.meta.dirname, "../..");
const MAIN = path.join(ROOT, "lib/server/main.ts");
const START_TIMEOUT_MS = 110_000;
/** Below those that the system gives to clients: one of them could take the port while it is free. */
const PORTS = { from: 20_000, to: 30_000 };

export type RunningServer = {
  readonly url: string;
  /** Ends it as a crash would: no handler runs. */
  readonly kill: () => Promise<void>;
  /** Asks it to end in order. @returns its exit code. */
  readonly stop: () => Promise<number | null>;
  /** What it has said so far. */
  readonly output: () => string;
};

/** Starts one and waits until it says that it is ready. @throws Error with its words if it does not. */
export async function startServer(settings: Record<string, string>): Promise<RunningServer> {
  const port = settings.PORT ?? String(await freePort());
  // Not by `npx tsx`, which runs a second process that a kill would leave alive.
  const child = spawn(process.execPath, ["--import", "tsx", MAIN], {
    cwd: ROOT,
    env: { ...process.env, NODE_ENV: "production", LOG_LEVEL: "error", ...settings, PORT: port },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
  }
  // A run of tests that is broken off leaves no server behind, nor its database.
  const abandon = () => void child.kill("SIGTERM");
  process.once("exit", abandon);
  const ended = once(child, "exit").then(([code]: (number | null)[]) => {
    process.off("exit", abandon);
    return code ?? null;
  });
  await untilReady(child, () => said);
  return {
    url: `http://127.0.0.1:${port}`,
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
    output: () => said,
  };
}

async function untilReady(child: ChildProcess, said: () => string): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!said().includes("Florin is ready")) {
    const hasEnded = child.exitCode !== null || child.signalCode !== null;
    if (!hasEnded && Date.now() < deadline) {
      await sleep(20);
      continue;
    }
    child.kill("SIGKILL");
    throw new Error(`the server did not start:\n${said()}`);
  }
}

/** One that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    const probe = net.createServer();
    try {
      probe.listen(port, "127.0.0.1");
      await once(probe, "listening");
      return port;
    } catch {
      // Taken: the next one.
    } finally {
      probe.close();
    }
  }
}

/** Kills a PostgreSQL server and all its processes at once, as a machine that loses power does. */
export function killPostgres(dataDirectory: string): void {
  const [line = ""] = fs
    .readFileSync(path.join(dataDirectory, "postmaster.pid"), "utf8")
    .split("\n");
  const postmaster = Number.parseInt(line, 10);
  // Listed first, killed after it: the postmaster would start again what it sees die.
  const children = childrenOf(postmaster);
  for (const pid of [postmaster, ...children]) killIfAlive(pid);
}

/** The processes whose parent is `pid`; empty where there is no /proc, and they end by themselves. */
function childrenOf(pid: number): number[] {
  if (!fs.existsSync("/proc/self/stat")) return [];
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => parentOf(candidate) === pid);
}

function parentOf(pid: number): number | undefined {
  try {
    // The name, in parentheses, may hold anything; after it come the state and the parent.
    const [, parent] =
      fs.readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return Number(parent);
  } catch {
    return undefined;
  }
}

function killIfAlive(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended meanwhile.
  }
}
