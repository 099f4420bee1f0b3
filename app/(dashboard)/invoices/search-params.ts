import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { INVOICE_TYPES, type InvoiceQuery } from "@/lib/invoicing/schema";
import { parseAsCursor } from "../cursor-param";

export const PAGE_SIZE = 50;

const VIEWS = ["draft", "open", "overdue", "paid", "void"] as const;

export const loadInvoiceParams = createLoader({
  q: parseAsString.withDefault(""),
  view: parseAsStringLiteral(VIEWS),
  type: parseAsStringLiteral(INVOICE_TYPES),
  after: parseAsCursor,
});
export type InvoiceParams = Awaited<ReturnType<typeof loadInvoiceParams>>;

const STATUS_OF = {
  draft: "DRAFT",
  open: "OPEN",
  overdue: "OPEN",
  paid: "PAID",
  void: "VOID",
} as const satisfies Record<(typeof VIEWS)[number], InvoiceQuery["status"]>;

export const invoiceQuery = ({ q, view, type, after }: InvoiceParams): InvoiceQuery => ({
  customerId: null,
  subscriptionId: null,
  status: view && STATUS_OF[view],
  isOverdue: view === "overdue",
  type,
  search: q.trim().slice(0, 200),
  cursor: after,
  offset: 0,
  limit: PAGE_SIZE,
});

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, view, type }: InvoiceParams): boolean =>
  q !== "" || view !== null || type !== null;

export const FILTERS = [
  {
    key: "view",
    label: "Status",
    options: [
      { value: "draft", label: "Drafts" },
      { value: "open", label: "Open" },
      { value: "overdue", label: "Overdue" },
      { value: "paid", label: "Paid" },
      { value: "void", label: "Void" },
    ],
  },
  {
    key: "type",
    label: "For",
    options: [
      { value: "SUBSCRIPTION", label: "Subscriptions" },
      { value: "CREDIT", label: "Credit purchases" },
    ],
  },
];
