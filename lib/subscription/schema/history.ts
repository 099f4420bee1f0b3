/** What a subscription was: those it followed, and the credits that it gave. */
import * as z from "zod";
import { SUBSCRIPTION_STATUSES } from "../rules/subscription";

/** One of a chain: each took the place of the one before, at a change of plan or tier. */
export const ChainLinkView = z.object({
  id: z.string(),
  planName: z.string(),
  planVersionNumber: z.int(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  zone: z.string(),
  startedAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
});
export type ChainLinkView = z.infer<typeof ChainLinkView>;

/** Credits that were given, and what became of them. */
export const GivenGrantView = z.object({
  id: z.string(),
  walletId: z.string(),
  name: z.string(),
  creditUnit: z.string(),
  amount: z.string(),
  /** Pending, available and held. */
  left: z.string(),
  /** What is left waits for a payment. */
  awaitsPayment: z.boolean(),
  consumed: z.string(),
  expired: z.string(),
  voided: z.string(),
  effectiveAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
});
export type GivenGrantView = z.infer<typeof GivenGrantView>;
