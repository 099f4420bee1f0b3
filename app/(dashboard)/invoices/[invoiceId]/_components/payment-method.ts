import type { PAYMENT_METHODS } from "@/lib/invoicing/schema";

/** How a payment came; others than these were told by the API. */
export const METHOD_WORDS: Readonly<Record<string, string>> = {
  bank_transfer: "Bank transfer",
  card: "Card",
  cash: "Cash",
  check: "Check",
  other: "Other",
} satisfies Record<(typeof PAYMENT_METHODS)[number], string>;
