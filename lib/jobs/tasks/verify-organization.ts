import * as z from "zod";
import { runCheck } from "@/lib/ledger/writes/verify-now";
import { log } from "@/lib/log";
import type { Task } from "../task";

const Payload = z.object({ checkId: z.uuid() });

/** A verification that somebody asked for; its result stands on the ledger page. */
export const verifyOrganization: Task = async ({ name, at, payload }) => {
  const { checkId } = Payload.parse(payload);
  for (const difference of await runCheck(checkId, at))
    log().error({ task: name, checkId, ...difference }, "ledger differs");
};
