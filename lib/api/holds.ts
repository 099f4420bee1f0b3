/** Holds: credits set aside for work whose cost is not known yet (API.md, Holds). */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { invalidField } from "@/lib/errors";
import { HoldId, idText, WalletId } from "@/lib/ids";
import { CaptureInput, HoldInput, ReleaseInput } from "@/lib/ledger/schema/commands";
import { captureHold, previewCaptureHold } from "@/lib/ledger/writes/capture-hold";
import { type HoldTarget, placeHold, previewPlaceHold } from "@/lib/ledger/writes/place-hold";
import { previewReleaseHold, releaseHold } from "@/lib/ledger/writes/release-hold";
import { PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { catalogOf, featureWithKey } from "./catalog-of";
import { NAMED, Named, named } from "./command-route";
import {
  HoldPreviewDialect,
  HoldReceiptDialect,
  holdPreviewDialect,
  holdReceiptDialect,
  PlacedHoldDialect,
  placedHoldDialect,
} from "./dialect/hold";
import { HOLD_READ_ROUTES, HoldParams, holdNamed } from "./hold-reads";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { walletNamed } from "./wallets";
import { customerNamed, WhichCustomer } from "./which-customer";

const REFUSALS = [
  "validation_error",
  "not_found",
  "insufficient_credits",
  "invalid_state",
  "idempotency_conflict",
  "stale_preview",
] as const;

const HoldBody = z.strictObject({
  ...WhichCustomer,
  ...Named,
  wallet_id: WalletId.optional(),
  credits: amountText(PositiveCredits),
  feature_key: z.string().max(100).nullish(),
  member: HoldInput.shape.member.unwrap().unwrap().nullish(),
  /** In seconds; a day unless told. */
  expires_in: HoldInput.shape.expiresInSeconds.unwrap().nullish(),
  purpose: HoldInput.shape.purpose.unwrap().unwrap().nullish(),
  credit_unit: z.string().max(50).nullish(),
});
type HoldBody = z.output<typeof HoldBody>;

const NAMES = {
  ...NAMED,
  amount: "credits",
  expiresInSeconds: "expires_in",
  isFinal: "final",
};

/** @throws DomainError `not_found`; `validation_error` if neither a wallet nor a customer is named. */
async function targetOf(ctx: Context, body: HoldBody): Promise<HoldTarget> {
  const { wallet_id: walletId, customer_id, external_customer_id } = body;
  const namesCustomer = customer_id !== undefined || external_customer_id !== undefined;
  if (walletId === undefined) {
    const customerId = await customerNamed(ctx, body);
    const { defaultCreditUnit } = await catalogOf(ctx);
    return { customerId, creditUnit: body.credit_unit ?? defaultCreditUnit };
  }
  const wallet = await walletNamed(ctx, walletId);
  if (namesCustomer && idText("cus", await customerNamed(ctx, body)) !== wallet.customerId) {
    throw invalidField("wallet_id", "This wallet is another customer's");
  }
  if (body.credit_unit && body.credit_unit !== wallet.creditUnit) {
    throw invalidField("credit_unit", "This wallet holds another unit");
  }
  return { walletId };
}

async function holdInput(ctx: Context, body: HoldBody): Promise<HoldInput> {
  const catalog = await catalogOf(ctx);
  const featureId = body.feature_key ? featureWithKey(catalog, body.feature_key) : null;
  const { featureId: _, ...Asked } = HoldInput.shape;
  const fields = {
    amount: body.credits,
    expiresInSeconds: body.expires_in ?? undefined,
    member: body.member ?? null,
    purpose: body.purpose ?? null,
    ...named(body),
  };
  return { ...poured(z.object(Asked), fields, NAMES), featureId };
}

const placeHoldRoute = route({
  method: "post",
  path: "/holds",
  scope: "wallets:write",
  summary: "Set credits aside until they are captured, released or the hold ends",
  body: HoldBody,
  reply: PlacedHoldDialect,
  status: 201,
  refusals: REFUSALS,
  run: async (ctx, { body }) => {
    const booked = await placeHold(ctx, await targetOf(ctx, body), await holdInput(ctx, body));
    const hold = await holdNamed(ctx, HoldId.parse(booked.holdId));
    return answered(placedHoldDialect(hold, booked), booked.isReplayed);
  },
  preview: {
    reply: HoldPreviewDialect,
    run: async (ctx, { body }) =>
      holdPreviewDialect(
        await previewPlaceHold(ctx, await targetOf(ctx, body), await holdInput(ctx, body)),
      ),
  },
});

const CaptureBody = z.strictObject({
  ...Named,
  /** Absent: all that is still held. */
  credits: amountText(PositiveCredits).nullish(),
  /** False keeps the rest for another capture. */
  final: z.boolean().nullish(),
  reason: CaptureInput.shape.reason.unwrap().unwrap().nullish(),
});

const captureInput = (body: z.output<typeof CaptureBody>): CaptureInput =>
  poured(
    CaptureInput,
    {
      amount: body.credits ?? null,
      isFinal: body.final ?? true,
      reason: body.reason ?? null,
      ...named(body),
    },
    NAMES,
  );

const captureHoldRoute = route({
  method: "post",
  path: "/holds/{holdId}/capture",
  scope: "wallets:write",
  summary: "Take what a hold set aside, in part or whole, or more if there is enough",
  params: HoldParams,
  body: CaptureBody,
  reply: HoldReceiptDialect,
  status: 200,
  refusals: REFUSALS,
  run: async (ctx, { params: { holdId }, body }) => {
    const booked = await captureHold(ctx, holdId, captureInput(body));
    return answered(holdReceiptDialect(booked), booked.isReplayed);
  },
  preview: {
    reply: HoldPreviewDialect,
    run: async (ctx, { params: { holdId }, body }) =>
      holdPreviewDialect(await previewCaptureHold(ctx, holdId, captureInput(body))),
  },
});

const ReleaseBody = z.strictObject({
  ...Named,
  reason: ReleaseInput.shape.reason.unwrap().unwrap().nullish(),
});

const releaseInput = (body: z.output<typeof ReleaseBody>): ReleaseInput =>
  poured(
    ReleaseInput,
    {
      reason: body.reason ?? null,
      ...named(body),
    },
    NAMES,
  );

const releaseHoldRoute = route({
  method: "post",
  path: "/holds/{holdId}/release",
  scope: "wallets:write",
  summary: "Give what a hold set aside back to its grants",
  params: HoldParams,
  body: ReleaseBody,
  reply: HoldReceiptDialect,
  status: 200,
  refusals: REFUSALS.filter((code) => code !== "insufficient_credits"),
  run: async (ctx, { params: { holdId }, body }) => {
    const booked = await releaseHold(ctx, holdId, releaseInput(body));
    return answered(holdReceiptDialect(booked), booked.isReplayed);
  },
  preview: {
    reply: HoldPreviewDialect,
    run: async (ctx, { params: { holdId }, body }) =>
      holdPreviewDialect(await previewReleaseHold(ctx, holdId, releaseInput(body))),
  },
});

export const HOLD_ROUTES: readonly Route[] = [
  placeHoldRoute,
  captureHoldRoute,
  releaseHoldRoute,
  HOLD_READ_ROUTES,
].flat();
