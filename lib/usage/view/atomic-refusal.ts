/** Why a batch of all or nothing came to nothing, told for the whole of it. */
import { DomainError, notFound } from "@/lib/errors";
import { creditsText, minus, plus, sum } from "@/lib/money/credits";
import type { IngestedBatch } from "../writes/ingest-batch";
import type { RejectedEvent } from "../writes/receive-events";

/** @throws DomainError `validation_error` if any event was no event, with its place in the batch. */
export function refuseRejected(rejected: readonly RejectedEvent[]): void {
  if (rejected.length === 0) return;
  const fields: Record<string, string[]> = {};
  for (const { index, errors } of rejected) {
    for (const [field, messages] of Object.entries(errors)) {
      fields[["events", index, field].filter((part) => part !== "").join(".")] = messages;
    }
  }
  throw new DomainError("validation_error", "Some events need another look", { fields });
}

/** @throws DomainError `not_found` for an unknown customer; `insufficient_credits` for the sum of all. */
export function refuseUntaken({ events }: IngestedBatch): void {
  const unknown = events.find(({ code }) => code === "unknown_customer");
  if (unknown) throw notFound("customer", unknown.event.externalCustomerId);
  if (events.every(({ status }) => status !== "REFUSED")) return;
  const taken = sum(events.map(({ credits }) => credits));
  const required = plus(taken, sum(events.map(({ refusedCredits }) => refusedCredits)));
  const shortfall = minus(required, taken);
  throw new DomainError("insufficient_credits", "The credits do not suffice for all of it", {
    required: creditsText(required),
    available: creditsText(taken),
    shortfall: creditsText(shortfall),
    cures: [{ kind: "top_up", credits: creditsText(shortfall) }],
  });
}
