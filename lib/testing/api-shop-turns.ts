/** Calls that stop a subscription or let it go on. */
import type { Examples, Ids } from "./api-example";

export function turnExamples({ subscriptionId }: Ids): Examples {
  const turn = { params: { subscriptionId }, body: { reason: "Ticket 4711" }, required: [] };
  return {
    "post /subscriptions/{subscriptionId}/pause": turn,
    "post /subscriptions/{subscriptionId}/resume": turn,
    "post /subscriptions/{subscriptionId}/reactivate": turn,
  };
}
