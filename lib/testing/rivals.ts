/** Several processes on one ledger at the same time. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import type { RivalAct, RivalAnswer, RivalReport, RivalTask } from "./rival";

const RIVAL = path.join(import.meta.dirname, "rival.ts");

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

async function runRival(task: RivalTask): Promise<readonly RivalAnswer[]> {
  const child = fork(RIVAL, { execArgv: ["--import", "tsx"] });
  const died = once(child, "exit").then(([code]): never => {
    throw new Error(`a rival ended with ${code} before it reported`);
  });
  const reported = once(child, "message") as Promise<[RivalReport]>;
  child.send(task);
  const [{ answers, fault }] = await Promise.race([reported, died]);
  // It ends by itself once it has reported.
  died.catch(() => undefined);
  if (fault !== null) throw new Error(`a rival met ${fault}`);
  return answers;
}
