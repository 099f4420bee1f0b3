/** The job worker: takes jobs from PostgreSQL, several at a time, and retries what fails. */
import { Logger, parseCrontab, type Task as QueueTask, run } from "graphile-worker";
import pg from "pg";
import { databaseSettings } from "@/lib/db/settings";
import type { Environment } from "@/lib/env";
import { log } from "@/lib/log";
import { CRONTAB } from "./crontab";
import type { Task } from "./task";
import { TASKS } from "./tasks";

/** Connections beside those of the jobs: one listens for new ones, one keeps the timetable. */
const OWN_CONNECTIONS = 2;

export type Worker = {
  /** False once it has ended, by itself or because it was stopped. */
  readonly isRunning: () => boolean;
  readonly stop: () => Promise<void>;
};

export async function startWorker(environment: Environment): Promise<Worker> {
  const { WORKER_CONCURRENCY: concurrency } = environment;
  const pgPool = new pg.Pool({
    connectionString: databaseSettings().url,
    max: concurrency + OWN_CONNECTIONS,
  });
  // A connection that breaks, idle or busy, is replaced; its job is tried again.
  pgPool.on("error", () => undefined);
  pgPool.on("connect", (client) => client.on("error", () => undefined));
  const runner = await run({
    pgPool,
    concurrency,
    taskList: Object.fromEntries(
      Object.entries(TASKS).map(([name, task]) => [name, taken(name, task)]),
    ),
    parsedCronItems: parseCrontab(CRONTAB),
    // The process stops the worker before the database; left alone it would end the process first.
    noHandleSignals: true,
    logger: new Logger(
      (scope) => (level, message) =>
        log()[level === "warning" ? "warn" : level]({ ...scope }, message),
    ),
  });
  let isRunning = true;
  const ended = () => {
    isRunning = false;
  };
  runner.promise.then(ended, ended);
  return {
    isRunning: () => isRunning,
    stop: async () => {
      await runner.stop();
      await pgPool.end();
    },
  };
}

/** The one place where a job's clock is read. */
const taken =
  (name: string, task: Task): QueueTask =>
  (payload, { job }) =>
    task({ name, id: job.id, at: new Date(), payload });
