import { CustomerQuery } from "@/lib/customer/schema";
import { listCustomersWithFiguresUncounted } from "@/lib/report/reads/customers";
import type { CustomerFiguresRow } from "@/lib/report/schema/customers";
import { standingOf } from "@/lib/report/schema/standing";
import type { CsvColumn } from "@/lib/text/csv";
import { exportList } from "../export-list";

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

const unitOf = ({ figures }: CustomerFiguresRow) => figures.creditUnit;

/** Customers with how they stand; a test clock's figures are those of its time. */
export const CUSTOMERS = exportList({
  name: "Customers",
  permission: "customer:read",
  stored: CustomerQuery,
  columns: COLUMNS,
  totals: {
    available: unitOf,
    held: unitOf,
    balance: unitOf,
    pending: unitOf,
    overage: unitOf,
    unpaid_invoices: () => null,
  },
  writtenAt: ({ customer }) => customer.createdAt,
  page: (ctx, query: CustomerQuery, place) =>
    listCustomersWithFiguresUncounted(ctx, { ...query, ...place }),
});
