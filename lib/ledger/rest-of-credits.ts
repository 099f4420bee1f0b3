/**
 * What is left for debits that were refused for want of credits: each takes as much as there is,
 * one after the other. Asked of books that are thrown away, to tell exactly what is missing.
 */
import { newId } from "@/lib/ids";
import { type Credits, sum, ZERO } from "@/lib/money/credits";
import type { AskedOne } from "./post";
import type { Command, DebitCommand, Outcome, Refusal } from "./rules/command";

/** More credits would help; not against the limit of a member. */
export const isShortage = (refusal: Refusal): boolean =>
  refusal.code === "insufficient_credits" ||
  (refusal.code === "limit_reached" && refusal.scope !== "member");

/** Those of the commands that credits would have helped, each asking for the rest; by their places. */
export function restAsked(
  asked: readonly AskedOne[],
  outcomes: readonly Outcome[],
): ReadonlyMap<number, AskedOne> {
  const rest = new Map<number, AskedOne>();
  for (const [index, { ctx, command }] of asked.entries()) {
    const outcome = outcomes[index];
    if (command.kind !== "debit" || outcome === undefined || outcome.ok) continue;
    if (isShortage(outcome.refusal)) rest.set(index, { ctx, command: askingRest(command) });
  }
  return rest;
}

/** The same debit, content with what there is. Its member's limit is another question. */
export function askingRest({ fingerprint: _, content: __, ...command }: DebitCommand): Command {
  return { ...command, reference: `rest:${newId()}`, member: null, onShortage: "CAP" };
}

/** What grants have paid of it. */
export const drawnBy = (outcome: Outcome | undefined): Credits =>
  outcome?.ok ? sum(outcome.parts.map(({ drawn }) => drawn)) : ZERO;
