import { listHolds } from "@/lib/ledger/reads/holds";
import type { HoldView } from "@/lib/ledger/schema/hold";
import { type CsvColumn, collectPages, csvRoute } from "@/lib/transport/csv";
import { holdQuery, loadHoldParams } from "../search-params";

const COLUMNS: readonly CsvColumn<HoldView>[] = [
  ["id", ({ id }) => id],
  ["customer_id", ({ customerId }) => customerId],
  ["customer", ({ customerName }) => customerName],
  ["state", ({ state }) => state],
  ["purpose", ({ purpose }) => purpose],
  ["feature", ({ featureName }) => featureName],
  ["member", ({ member }) => member],
  ["amount", ({ amount }) => amount],
  ["held", ({ held }) => held],
  ["captured", ({ captured }) => captured],
  ["released", ({ released }) => released],
  ["created_at", ({ createdAt }) => createdAt],
  ["expires_at", ({ expiresAt }) => expiresAt],
];

export const GET = csvRoute({
  permission: "wallet:read",
  fileName: "holds",
  columns: COLUMNS,
  rows: (ctx, { search }) => {
    const query = holdQuery(ctx, loadHoldParams(search));
    return collectPages((page) => listHolds(ctx, { ...query, ...page }));
  },
});
