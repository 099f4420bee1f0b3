import { unstable_rethrow } from "next/navigation";
import type * as z from "zod";
import type { Permission } from "@/lib/auth/permission";
import type { Context } from "@/lib/context";
import { parseInput, problemOf } from "./problem";
import type { ActionResult } from "./result";
import { staffContext, staffRequestId } from "./staff-gate";

/** Makes a server action: who may call it, what it takes, what it does. It never throws a refusal. */
export function action<Schema extends z.ZodType, T>({
  permission,
  input,
  run,
}: {
  permission: Permission;
  input: Schema;
  run: (ctx: Context, input: z.output<Schema>) => Promise<T>;
}) {
  return async (raw: z.input<Schema>): Promise<ActionResult<T>> => {
    const requestId = await staffRequestId();
    try {
      const ctx = await staffContext(permission, requestId);
      return { ok: true, value: await run(ctx, parseInput(input, raw)) };
    } catch (error) {
      unstable_rethrow(error);
      return { ok: false, problem: problemOf(error, requestId).problem };
    }
  };
}
