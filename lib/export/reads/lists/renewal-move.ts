import * as z from "zod";
import type { RenewalMoveId } from "@/lib/ids";
import { listRenewalMoveItems } from "@/lib/subscription/reads/renewal-moves";
import type { RenewalMoveItemView } from "@/lib/subscription/schema/renewal-move";
import type { CsvColumn } from "@/lib/text/csv";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";
import { walkSubscriptions } from "../walk-subscriptions";

const Query = z.object({ moveId: storedId<RenewalMoveId>() });

const COLUMNS: readonly CsvColumn<RenewalMoveItemView>[] = [
  ["subscription_id", ({ subscriptionId }) => subscriptionId],
  ["external_id", ({ customerExternalId }) => customerExternalId],
  ["customer", ({ customerName }) => customerName],
  ["outcome", ({ outcome }) => outcome.toLowerCase()],
  ["refused_because", ({ message }) => message],
];

/** How each of many fared whose renewal dates were moved. */
export const RENEWAL_MOVE = exportList({
  name: "Renewal dates moved",
  permission: "subscription:write",
  stored: Query,
  columns: COLUMNS,
  totals: {},
  writtenAt: null,
  page: (ctx, { moveId }: z.output<typeof Query>, place) =>
    walkSubscriptions(place, (page) => listRenewalMoveItems(ctx, moveId, page)),
});
