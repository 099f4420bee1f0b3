/** Calls that stop a subscription or let it go on, and that sell more on top of it. */
import type { Examples, Ids } from "./api-example";

export function turnExamples({ subscriptionId, addonId }: Ids): Examples {
  const turn = { params: { subscriptionId }, body: { reason: "Ticket 4711" }, required: [] };
  return {
    "post /subscriptions/{subscriptionId}/pause": turn,
    "post /subscriptions/{subscriptionId}/resume": turn,
    "post /subscriptions/{subscriptionId}/reactivate": turn,
    "post /subscriptions/{subscriptionId}/addons": {
      params: { subscriptionId },
      body: { addon_id: addonId, quantity: 2 },
      required: ["addon_id", "quantity"],
      ids: ["addon_id"],
    },
  };
}
