/** Renewals that die: a process begins them, and is killed when `isTime` comes true. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseSettings } from "@/lib/db/settings";
import type { RenewalTask } from "./renewing";

const RENEWING = path.join(import.meta.dirname, "renewing.ts");

/**
 * @returns false if the process was done before it could be killed.
 * @throws Error if it ended by itself, and not well.
 */
export async function killRenewals(until: Date, isTime: () => Promise<boolean>): Promise<boolean> {
  const child = fork(RENEWING, { execArgv: ["--import", "tsx"] });
  const ended = once(child, "exit");
  const begun = once(child, "message");
  const task: RenewalTask = {
    databaseUrl: databaseSettings().url,
    until: until.toISOString(),
  };
  child.send(task);
  await Promise.race([begun, ended]);
  while (child.exitCode === null && !(await isTime())) await sleep(2);
  child.kill("SIGKILL");
  const [code, signal] = await ended;
  if (signal === null && code !== 0) throw new Error(`the renewals ended with ${code}`);
  return signal === "SIGKILL";
}
