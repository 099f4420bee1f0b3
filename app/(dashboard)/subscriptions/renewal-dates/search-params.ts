import { createLoader } from "nuqs/server";
import { SubscriptionId } from "@/lib/ids";
import type { RenewalTarget } from "@/lib/subscription/rules/new-anchor";
import { RenewalTargetFields, targetOf } from "@/lib/subscription/schema/renewal-date";
import type { RenewalMoveSelection } from "@/lib/subscription/schema/renewal-move";
import { type SubscriptionParams, subscriptionQuery } from "../search-params";
import { DAY_PARAMS, TICKED } from "./move-params";

/** The new day, and who is ticked; beside them stands what the list is narrowed to. */
export const loadRenewalMoveParams = createLoader({ ...DAY_PARAMS, ticked: TICKED });
type RenewalMoveParams = Awaited<ReturnType<typeof loadRenewalMoveParams>>;

/** Null until a day is named. */
export function targetIn({ cycle, day, on }: RenewalMoveParams): RenewalTarget | null {
  const named = { billingCycle: cycle, dayOfMonth: day, renewsOn: on };
  const { data } = RenewalTargetFields.safeParse(named);
  return (data && targetOf(data)) ?? null;
}

/** All that the list is narrowed to. */
export const allIn = (list: SubscriptionParams): RenewalMoveSelection => ({
  ...{ ids: null, query: subscriptionQuery(list) },
});

/** Those that are ticked, if any; what is no id names nobody. */
export function selectionIn(
  { ticked }: RenewalMoveParams,
  list: SubscriptionParams,
): RenewalMoveSelection {
  const ids = ticked.flatMap((text) => SubscriptionId.safeParse(text).data ?? []);
  return { ...allIn(list), ids: ids.length > 0 ? ids : null };
}
