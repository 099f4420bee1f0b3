import { notFound } from "@/lib/errors";
import { PackId } from "@/lib/ids";
import { listPackSales } from "@/lib/report/reads/pack-sales";
import type { PackSaleRow } from "@/lib/report/schema/pack-sales";
import type { CsvColumn } from "@/lib/text/csv";
import { csvRoute, MOST_CSV_ROWS } from "@/lib/transport/csv";
import { loadPackPageParams, saleQuery } from "../../../search-params";

const COLUMNS: readonly CsvColumn<PackSaleRow>[] = [
  ["sold_at", ({ soldAt }) => soldAt],
  ["customer_id", ({ customer }) => customer.id],
  ["external_id", ({ customer }) => customer.externalId],
  ["customer", ({ customer }) => customer.name],
  ["quantity", ({ quantity }) => quantity],
  ["credits", ({ credits }) => credits],
  ["price", ({ price }) => price],
  ["currency", ({ currency }) => currency],
  ["invoice", ({ invoice }) => invoice.number],
  ["invoice_status", ({ invoice }) => invoice.status],
  ["transaction_id", ({ transactionId }) => transactionId],
];

export const GET = csvRoute({
  permission: "invoice:read",
  fileName: "pack-buyers",
  columns: COLUMNS,
  rows: async (ctx, { search, params }) => {
    const { data: packId } = PackId.safeParse(params.packId);
    if (!packId) throw notFound("pack", String(params.packId));
    const query = { ...saleQuery(loadPackPageParams(search)), cursor: null, limit: MOST_CSV_ROWS };
    return (await listPackSales(ctx, packId, query)).items;
  },
});
