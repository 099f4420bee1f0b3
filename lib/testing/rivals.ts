/** Several processes on one ledger at the same time. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import type { RivalAct, RivalAnswer, RivalReport, RivalTask } from "./rival";
import type { StormReport, StormTask } from "./storm";

const RIVAL = path.join(import.meta.dirname, "rival.ts");

const STORM = path.join(import.meta.dirname, "storm.ts");

/** Lets processes ask for anything at once. @throws Error with what one of them met. */
export function letStormsRage(
  ctx: Context,
  processes: number,
  terms: Omit<StormTask, "databaseUrl" | "ctx">,
): Promise<readonly StormReport[]> {
  const { url: databaseUrl } = databaseSettings();
  const task: StormTask = { ...terms, databaseUrl, ctx: { ...ctx, at: ctx.at.toISOString() } };
  return Promise.all(
    Array.from({ length: processes }, () => runProcess<StormTask, StormReport>(STORM, task)),
  );
}

/** Lets a process for each of `rivals` do what its callers do. @throws Error with what one of them met. */
export async function letRivals(
  ctx: Context,
  rivals: readonly (readonly (readonly RivalAct[])[])[],
): Promise<readonly RivalAnswer[]> {
  const { url: databaseUrl } = databaseSettings();
  const told = { ...ctx, at: ctx.at.toISOString() };
  const all = await Promise.all(
    rivals.map((callers) => runRival({ databaseUrl, ctx: told, callers })),
  );
  return all.flat();
}

const runRival = async (task: RivalTask): Promise<readonly RivalAnswer[]> =>
  (await runProcess<RivalTask, RivalReport>(RIVAL, task)).answers;

/** What a process that is told `task` reports. @throws Error with what it met, if it met something. */
async function runProcess<Task extends object, Report extends { readonly fault: string | null }>(
  script: string,
  task: Task,
): Promise<Report> {
  const child = fork(script, { execArgv: ["--import", "tsx"] });
  const died = once(child, "exit").then(([code]): never => {
    throw new Error(`a rival ended with ${code} before it reported`);
  });
  const reported = once(child, "message") as Promise<[Report]>;
  child.send(task);
  const [report] = await Promise.race([reported, died]);
  // It ends by itself once it has reported.
  died.catch(() => undefined);
  if (report.fault !== null) throw new Error(`a rival met ${report.fault}`);
  return report;
}
