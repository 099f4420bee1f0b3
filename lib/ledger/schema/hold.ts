/** What reads tell of holds. */
import * as z from "zod";

export const HOLD_STATES = ["open", "captured", "released", "expired"] as const;
export const HoldState = z.enum(HOLD_STATES);
export type HoldState = z.infer<typeof HoldState>;

export const HoldView = z.object({
  id: z.string(),
  customerId: z.string(),
  customerName: z.string(),
  /** Those it keeps credits of, or kept. */
  walletIds: z.array(z.string()),
  creditUnit: z.string(),
  featureId: z.string().nullable(),
  featureName: z.string().nullable(),
  member: z.string().nullable(),
  purpose: z.string().nullable(),
  /** amount = captured + released + held. */
  amount: z.string(),
  captured: z.string(),
  released: z.string(),
  held: z.string(),
  state: HoldState,
  /** Exclusive. */
  expiresAt: z.string(),
  createdAt: z.string(),
  transactionId: z.string(),
  /** In the order it was reserved. */
  draws: z.array(
    z.object({
      grantId: z.string(),
      grantName: z.string(),
      walletId: z.string(),
      amount: z.string(),
      captured: z.string(),
      released: z.string(),
      /** Which step of the burn order chose the grant. */
      decidedBy: z.string(),
    }),
  ),
});
export type HoldView = z.infer<typeof HoldView>;

export const HoldPage = z.object({
  items: z.array(HoldView),
  nextCursor: z.string().nullable(),
});
export type HoldPage = z.infer<typeof HoldPage>;
