/** A command of people and keys: done or foreseen at its customer's time, told as a view, refused as an error. */
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { post } from "./post";
import { preview } from "./preview";
import type { Command } from "./rules/command";
import type { BookedView } from "./schema";
import { bookedView, refusalOf } from "./view";

/** @throws DomainError for what the ledger refuses; nothing was changed then. */
export async function perform(ctx: Context, command: Command): Promise<BookedView> {
  const outcome = await post(await onClock(ctx, command.customerId), command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}

/** What `perform` would do now; changes nothing. @throws DomainError as it would. */
export async function foresee(ctx: Context, command: Command): Promise<BookedView> {
  const { fingerprint: _, ...asked } = command;
  const outcome = await preview(await onClock(ctx, command.customerId), asked as Command);
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return bookedView(outcome);
}
