/** Starts the process: port, database, migrations, jobs, API and dashboard, in that order. */
import { createServer, type Server } from "node:http";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { createApi } from "@/lib/api/app";
import { readinessProbes } from "@/lib/api/operation";
import { ROUTES } from "@/lib/api/routes";
import type { Environment } from "@/lib/env";
import { startWorker } from "@/lib/jobs/worker";
import { log } from "@/lib/log";
import { openDatabase } from "./database";
import { front, type Rooms } from "./front";
import { listen } from "./listen";
import { migrate } from "./migrate";
import { keepNotes } from "./notes";
import { sessionSecret } from "./secret";
import { Shutdown } from "./shutdown";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Longer than the idle time of the usual proxies, so that none reuses a connection being closed. */
const KEEP_ALIVE_MS = 65_000;
/** The longest that an answer may take once the process is to end. */
const DRAIN_MS = 10_000;
const SWEEP_MS = 50;

/** What a start tells as it goes. */
export type Watcher = {
  readonly step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
};

export type Options = {
  readonly environment: Environment;
  readonly watcher: Watcher;
  /** What else is to be done once the database is ready, before anybody is served. */
  readonly prepare?: () => Promise<void>;
};

/** @returns how to stop it, and its address. @throws Fault for what the person can mend. */
export async function serve(options: Options): Promise<{ url: string; shutdown: Shutdown }> {
  const shutdown = new Shutdown();
  shutdown.listen();
  try {
    return { url: await start(options, shutdown), shutdown };
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function start({ environment, watcher, prepare }: Options, shutdown: Shutdown) {
  const { PORT, HOST, FLORIN_ROLES: roles } = environment;
  const url = environment.NEXTAUTH_URL ?? `http://localhost:${PORT}`;
  const isDevelopment = process.env.NODE_ENV !== "production";
  const rooms: Rooms = {};
  const server = createServer(front({ environment, isDevelopment, rooms }));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.headersTimeout = KEEP_ALIVE_MS + 1000;
  await listen(server, PORT, HOST);

  const database = await watcher.step("Database", () => openDatabase(environment, url));
  shutdown.add("database", database.close);
  await watcher.step("Migrations", () => migrate(database.url));
  await prepare?.();
  configureSessions(environment);
  if (roles.has("worker")) {
    const worker = await startWorker(environment);
    readinessProbes().set("jobs", async () => worker.isRunning());
    shutdown.add("jobs", worker.stop);
  }
  if (roles.has("api")) {
    shutdown.add("notes", keepNotes());
    rooms.api = getRequestListener(createApi(ROUTES, apiSettingsOf(environment)).fetch);
  }
  if (roles.has("web")) {
    await watcher.step("Dashboard", () => openDashboard(server, rooms, isDevelopment, environment));
  }
  // Added last, run first: nobody new is let in while the rest is stopped.
  shutdown.add("port", () => closed(server));
  log().info({ url, roles: [...roles], database: database.description }, "serving");
  return url;
}

const apiSettingsOf = (environment: Environment) => ({
  rateLimit: {
    requests: environment.RATE_LIMIT_REQUESTS,
    seconds: environment.RATE_LIMIT_SECONDS,
  },
  keepsBodies: environment.REQUEST_LOG_BODIES,
});

/** Next-auth reads its settings from the environment. */
function configureSessions(environment: Environment): void {
  process.env.NEXTAUTH_SECRET = sessionSecret(environment);
  if (environment.NEXTAUTH_URL) return;
  // Without an address given, people stay on the one they came by: signing in on 127.0.0.1 must
  // not lead to localhost. The forwarded host is the one that `front.ts` sets; an address set
  // here as well would win over it.
  process.env.AUTH_TRUST_HOST = "true";
}

async function openDashboard(
  server: Server,
  rooms: Rooms,
  isDevelopment: boolean,
  { HOST, PORT }: Environment,
): Promise<void> {
  const app = next({ dev: isDevelopment, dir: ROOT, hostname: HOST, port: PORT });
  await app.prepare();
  const handle = app.getRequestHandler();
  rooms.web = (request, response) => void handle(request, response);
  if (!isDevelopment) return;
  // Reloading while one develops comes over a web socket.
  const upgrade = app.getUpgradeHandler();
  server.on("upgrade", (request, socket, head) => void upgrade(request, socket, head));
}

/** Answers what is being asked, then closes. */
async function closed(server: Server): Promise<void> {
  // A caller on an open connection would go on asking, and be cut off in the end: each is told to
  // leave with its answer.
  server.prependListener("request", (_, response) => response.setHeader("Connection", "close"));
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), DRAIN_MS).unref();
  });
  clearInterval(sweep);
}
