import * as z from "zod";
import type { CustomerId } from "@/lib/ids";
import { type HoldQuery, listHolds } from "@/lib/ledger/reads/holds";
import { HOLD_STATES, type HoldView } from "@/lib/ledger/schema/hold";
import type { CsvColumn } from "@/lib/text/csv";
import { exportList } from "../export-list";
import { storedId, storedInstant } from "../stored-query";

/** A `HoldQuery` as its row keeps it. */
const Query = z.object({
  customerId: storedId<CustomerId>().optional(),
  state: z.enum(HOLD_STATES).optional(),
  placedBefore: storedInstant.optional(),
  order: z.enum(["oldest", "newest"]).optional(),
});

const unitOf = ({ creditUnit }: HoldView) => creditUnit;

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
  ["credit_unit", unitOf],
  ["created_at", ({ createdAt }) => createdAt],
  ["expires_at", ({ expiresAt }) => expiresAt],
];

export const HOLDS = exportList({
  name: "Holds",
  permission: "wallet:read",
  stored: Query,
  columns: COLUMNS,
  totals: { amount: unitOf, held: unitOf, captured: unitOf, released: unitOf },
  writtenAt: ({ createdAt }) => createdAt,
  page: (ctx, query: HoldQuery, place) => listHolds(ctx, { ...query, ...place }),
});
