import { listCustomersWithFigures } from "@/lib/report/reads/customers";
import type { CustomerFiguresRow } from "@/lib/report/schema/customers";
import { type CsvColumn, collectPages, csvRoute } from "@/lib/transport/csv";
import { standingOf } from "../_components/standing";
import { customerQuery, loadCustomerParams } from "../search-params";

const COLUMNS: readonly CsvColumn<CustomerFiguresRow>[] = [
  ["id", ({ customer }) => customer.id],
  ["external_id", ({ customer }) => customer.externalId],
  ["name", ({ customer }) => customer.name],
  ["email", ({ customer }) => customer.email],
  ["status", standingOf],
  ["plan", ({ figures }) => figures.plan?.name ?? ""],
  ["credit_unit", ({ figures }) => figures.creditUnit],
  ["available", ({ figures }) => figures.available],
  ["held", ({ figures }) => figures.held],
  ["balance", ({ figures }) => figures.balance],
  ["pending", ({ figures }) => figures.pending],
  ["overage", ({ figures }) => figures.overage],
  ["burn_per_day", ({ figures }) => figures.burnPerDay],
  ["days_left", ({ figures }) => figures.daysLeft],
  ["next_expiry_at", ({ figures }) => figures.nextExpiry?.at ?? null],
  ["next_expiry_credits", ({ figures }) => figures.nextExpiry?.amount ?? null],
  ["unpaid_invoices", ({ figures }) => figures.unpaidInvoices],
  ["last_event_at", ({ figures }) => figures.lastEventAt],
  ["created_at", ({ customer }) => customer.createdAt],
];

export const GET = csvRoute({
  permission: "customer:read",
  fileName: "customers",
  columns: COLUMNS,
  rows: (ctx, { search }) => {
    const query = customerQuery(loadCustomerParams(search));
    return collectPages((page) => listCustomersWithFigures(ctx, { ...query, ...page }));
  },
});
