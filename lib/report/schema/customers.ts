import * as z from "zod";
import { CustomerView } from "@/lib/customer/schema";

/** How a customer stands, in the organization's default credit unit. */
export const CustomerFigures = z.object({
  creditUnit: z.string(),
  available: z.string(),
  held: z.string(),
  balance: z.string(),
  pending: z.string(),
  overage: z.string(),
  nextExpiry: z.object({ at: z.iso.datetime(), amount: z.string() }).nullable(),
  /** Mean of the last seven local days, today included. */
  burnPerDay: z.string(),
  /** Whole days that the available credits last at that pace; null: no burn, no forecast. */
  daysLeft: z.int().nullable(),
  runsOutAt: z.iso.datetime().nullable(),
  /** At or below a wallet's threshold, or run out within a week. */
  isLow: z.boolean(),
  plan: z.object({ id: z.string(), name: z.string(), status: z.string() }).nullable(),
  unpaidInvoices: z.int(),
  lastEventAt: z.iso.datetime().nullable(),
});
export type CustomerFigures = z.infer<typeof CustomerFigures>;

export const CustomerFiguresRow = z.object({ customer: CustomerView, figures: CustomerFigures });
export type CustomerFiguresRow = z.infer<typeof CustomerFiguresRow>;

export type CustomerFiguresPage = {
  readonly items: readonly CustomerFiguresRow[];
  readonly total: number;
  readonly nextCursor: string | null;
};
