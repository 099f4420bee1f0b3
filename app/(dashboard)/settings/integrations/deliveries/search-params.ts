import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { StripeDeliveryId } from "@/lib/ids";
import { DeliveryQuery } from "@/lib/stripe/schema";

const PAGE_SIZE = 50;
const STATUSES = ["GRANTED", "FAILED", "REFUSED", "DUPLICATE", "IGNORED"] as const;

export const loadDeliveryParams = createLoader({
  q: parseAsString.withDefault(""),
  status: parseAsStringLiteral(STATUSES),
  after: parseAsString,
  /** The delivery in the sheet. */
  row: parseAsString,
});
export type DeliveryParams = Awaited<ReturnType<typeof loadDeliveryParams>>;

/** What cannot be read narrows nothing: a link may be old. */
export const deliveryQuery = ({ q, status, after }: DeliveryParams): DeliveryQuery => ({
  search: DeliveryQuery.shape.search.safeParse(q.slice(0, 255)).data ?? "",
  status,
  cursor: after,
  limit: PAGE_SIZE,
});

export const rowOf = ({ row }: DeliveryParams): StripeDeliveryId | undefined =>
  StripeDeliveryId.safeParse(row).data;

/** Whether anything but the page was chosen: then an empty list is no first run. */
export const isNarrowed = ({ q, status, after }: DeliveryParams): boolean =>
  q !== "" || status !== null || after !== null;

export const FILTERS = [
  {
    key: "status",
    label: "Result",
    options: [
      { value: "GRANTED", label: "Granted" },
      { value: "FAILED", label: "Failed: waits for you" },
      { value: "REFUSED", label: "Refused" },
      { value: "DUPLICATE", label: "Duplicate" },
      { value: "IGNORED", label: "Ignored" },
    ],
  },
];
