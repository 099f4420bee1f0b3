/** What can be had more or less of on top of a subscription. */
import * as z from "zod";
import type { SubscriptionView } from "../schema";
import { OfferedFee, OfferView } from "./offer";

export const PiecesView = OfferedFee.extend({
  /** From the next period on, where it will be another number. */
  nextQuantity: z.int().nullable(),
});
export type PiecesView = z.infer<typeof PiecesView>;

export const SoldPartsView = z.object({
  /** Add-ons that are on sale for it. */
  offers: z.array(OfferView),
  /** Its plan's recurring fees, with the pieces that it has. */
  pieces: z.array(PiecesView),
});
export type SoldPartsView = z.infer<typeof SoldPartsView>;

/** What came of a sale at once: fees in money, credits given, fees in credits drawn. */
export type SoldNow = {
  readonly charged: string;
  readonly given: string;
  /** Credits that come with the payment. */
  readonly pending: string;
  readonly drawn: string;
};

/** The subscription as it then stands, and what came at once. */
export type Sold = { readonly subscription: SubscriptionView; readonly now: SoldNow };

/** The same before it is done. */
export type SoldPreview = {
  readonly answer: Sold;
  readonly wallets: readonly { readonly figures: { readonly available: string } }[];
  readonly fingerprint: string;
};
