/** Credits set aside, and what a command did to them. */
import * as z from "zod";
import type { BookedView } from "@/lib/ledger/schema";
import { HoldState, type HoldView } from "@/lib/ledger/schema/hold";
import { AmountText } from "../amounts";
import { PreviewDialect, previewDialect, ReceiptDialect, receiptDialect } from "./receipt";
import { BalancesDialect, balancesDialect } from "./wallet";

const HoldKeys = {
  id: z.string(),
  customer_id: z.string(),
  wallet_ids: z.array(z.string()),
  credit_unit: z.string(),
  feature_id: z.string().nullable(),
  member: z.string().nullable(),
  purpose: z.string().nullable(),
  /** credits = captured + released + held. */
  credits: AmountText,
  captured: AmountText,
  released: AmountText,
  held: AmountText,
  state: HoldState,
  expires_at: z.string(),
  created_at: z.string(),
  /** That placed it. */
  transaction_id: z.string(),
  draws: z.array(
    z.object({
      grant_id: z.string(),
      wallet_id: z.string(),
      credits: AmountText,
      captured: AmountText,
      released: AmountText,
      decided_by: z.string(),
    }),
  ),
};

export const HoldDialect = z.object(HoldKeys).meta({ id: "Hold" });

/** A hold as it was placed, with the figures of its wallets then. */
export const PlacedHoldDialect = z
  .object({ ...HoldKeys, balances: BalancesDialect, replayed: z.boolean() })
  .meta({ id: "PlacedHold" });

/** What a capture took, or a release gave back. */
export const HoldReceiptDialect = z
  .object({
    ...ReceiptDialect.shape,
    hold_id: z.string().nullable(),
    /** What went back to its grants. */
    released: AmountText,
  })
  .meta({ id: "HoldReceipt" });

export const HoldPreviewDialect = z
  .object({ ...PreviewDialect.shape, released: AmountText })
  .meta({ id: "HoldPreview" });

export const holdDialect = (hold: HoldView): z.input<typeof HoldDialect> => ({
  id: hold.id,
  customer_id: hold.customerId,
  wallet_ids: hold.walletIds,
  credit_unit: hold.creditUnit,
  feature_id: hold.featureId,
  member: hold.member,
  purpose: hold.purpose,
  credits: hold.amount,
  captured: hold.captured,
  released: hold.released,
  held: hold.held,
  state: hold.state,
  expires_at: hold.expiresAt,
  created_at: hold.createdAt,
  transaction_id: hold.transactionId,
  draws: hold.draws.map((draw) => ({
    grant_id: draw.grantId,
    wallet_id: draw.walletId,
    credits: draw.amount,
    captured: draw.captured,
    released: draw.released,
    decided_by: draw.decidedBy,
  })),
});

/** As it was placed, whatever became of it since: a repeat is told what the first was told. */
export function placedHoldDialect(
  hold: HoldView,
  booked: BookedView,
): z.input<typeof PlacedHoldDialect> {
  const placed = holdDialect(hold);
  const untouched = { captured: "0", released: "0" };
  return {
    ...placed,
    ...untouched,
    held: placed.credits,
    state: "open",
    draws: placed.draws.map((draw) => ({ ...draw, ...untouched })),
    balances: balancesDialect(booked.wallets),
    replayed: booked.isReplayed,
  };
}

export const holdReceiptDialect = (booked: BookedView) => ({
  ...receiptDialect(booked),
  hold_id: booked.holdId,
  released: booked.released,
});

export const holdPreviewDialect = (booked: BookedView) => ({
  ...previewDialect(booked),
  released: booked.released,
});
