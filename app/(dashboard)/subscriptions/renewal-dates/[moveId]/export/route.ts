import { notFound } from "@/lib/errors";
import { RenewalMoveId } from "@/lib/ids";
import { listRenewalMoveItems } from "@/lib/subscription/reads/renewal-moves";
import type { RenewalMoveItemView } from "@/lib/subscription/schema/renewal-move";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";

const COLUMNS: readonly CsvColumn<RenewalMoveItemView>[] = [
  ["subscription_id", ({ subscriptionId }) => subscriptionId],
  ["external_id", ({ customerExternalId }) => customerExternalId],
  ["customer", ({ customerName }) => customerName],
  ["outcome", ({ outcome }) => outcome.toLowerCase()],
  ["refused_because", ({ message }) => message],
];

/** How each fared. */
export const GET = csvRoute({
  permission: "subscription:write",
  fileName: "renewal-dates-moved",
  columns: COLUMNS,
  rows: (ctx, { params }) => {
    const { data: id } = RenewalMoveId.safeParse(params.moveId);
    if (!id) throw notFound("renewal_move", String(params.moveId));
    return listRenewalMoveItems(ctx, id, MOST_CSV_ROWS);
  },
});
