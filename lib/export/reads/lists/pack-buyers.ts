import * as z from "zod";
import type { PackId } from "@/lib/ids";
import { listPackSalesUncounted } from "@/lib/report/reads/pack-sales";
import { PackSaleQuery, type PackSaleRow } from "@/lib/report/schema/pack-sales";
import type { CsvColumn } from "@/lib/text/csv";
import { unitsOfTransactions } from "../credit-units";
import { exportList } from "../export-list";
import { storedId } from "../stored-query";

const Query = z.object({ packId: storedId<PackId>(), search: PackSaleQuery.shape.search });

type Row = PackSaleRow & { readonly creditUnit: string | null };

const currencyOf = ({ currency }: Row) => currency;
const unitOf = ({ creditUnit }: Row) => creditUnit;

const COLUMNS: readonly CsvColumn<Row>[] = [
  ["sold_at", ({ soldAt }) => soldAt],
  ["customer_id", ({ customer }) => customer.id],
  ["external_id", ({ customer }) => customer.externalId],
  ["customer", ({ customer }) => customer.name],
  ["quantity", ({ quantity }) => quantity],
  ["credits", ({ credits }) => credits],
  ["credit_unit", unitOf],
  ["price", ({ price }) => price],
  ["currency", currencyOf],
  ["invoice", ({ invoice }) => invoice.number],
  ["invoice_status", ({ invoice }) => invoice.status],
  ["transaction_id", ({ transactionId }) => transactionId],
];

/** A line a sale of a pack. Those whose invoice is void stand in it, and in its sums. */
export const PACK_BUYERS = exportList({
  name: "Buyers of a pack",
  permission: "invoice:read",
  stored: Query,
  columns: COLUMNS,
  totals: { quantity: () => null, credits: unitOf, price: currencyOf },
  writtenAt: ({ soldAt }) => soldAt,
  page: async (ctx, { packId, search }: z.output<typeof Query>, place) => {
    const { items, nextCursor } = await listPackSalesUncounted(ctx, packId, { search, ...place });
    const sold = items.map(({ transactionId }) => transactionId);
    const units = await unitsOfTransactions(ctx, sold);
    return {
      items: items.map((sale) => ({ creditUnit: units.get(sale.transactionId) ?? null, ...sale })),
      nextCursor,
    };
  },
});
