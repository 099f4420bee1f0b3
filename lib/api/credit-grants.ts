/** Credit grants, direct and of plans, on both paths; and ending one. */
import * as z from "zod";
import { addPlanGrant } from "@/lib/catalog/writes/add-to-draft";
import type { Context } from "@/lib/context";
import { invalidField } from "@/lib/errors";
import { GrantId, idText, newId, RefillId } from "@/lib/ids";
import { findGrantNotes } from "@/lib/ledger/reads/grant-notes";
import { findGrant } from "@/lib/ledger/reads/grants";
import { findRefill } from "@/lib/ledger/reads/refills";
import { VoidGrantInput } from "@/lib/ledger/schema";
import { type DirectGrant, grantCredits, previewGrant } from "@/lib/ledger/writes/grant-credits";
import { previewStartRefill, startRefill } from "@/lib/ledger/writes/start-refill";
import { previewVoid, voidGrant } from "@/lib/ledger/writes/void-grant";
import { NO_MONEY } from "@/lib/money/money";
import { PositiveCredits } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { refuseUnknownFeatures } from "./catalog-of";
import { commandRoute, NAMED, Named, named } from "./command-route";
import { GrantDialect, grantDialect } from "./dialect/grant";
import { PlanGrantDialect, planGrantDialect } from "./dialect/plan-grant";
import { PreviewDialect, previewDialect } from "./dialect/receipt";
import { inPartWords } from "./draft-words";
import { DirectGrantBody, PlanGrantBody } from "./grant-body";
import { poured } from "./pour";
import { RefillBody } from "./refill-body";
import { answered, type Route, route } from "./route";
import { walletNamed } from "./wallets";
import { planNamed } from "./which-plan";

const CATEGORIES = {
  prepaid: "PREPAID",
  promotional: "PROMOTIONAL",
  committed: "COMMITTED",
} as const;

async function directGrant(ctx: Context, body: DirectGrantBody): Promise<DirectGrant> {
  const { currency } = await walletNamed(ctx, body.wallet_id);
  const featureIds = body.feature_ids ?? [];
  await refuseUnknownFeatures(ctx, featureIds);
  return {
    amount: body.amount,
    name: body.name || "Grant",
    category: CATEGORIES[body.grant_type],
    priority: body.priority ?? 10,
    effectiveAt: body.effective_at ?? null,
    expiresAt: body.expires_at ?? null,
    featureIds,
    costBasis: body.cost_basis ?? NO_MONEY,
    currency,
    rolloverOnExpiry: body.rollover_on_expiry
      ? { share: body.rollover_on_expiry.fraction, expiresAt: body.rollover_on_expiry.expires_at }
      : null,
    onReset: body.on_reset ?? null,
    reason: body.reason ?? "",
    reference: body.idempotency_key ?? `grant:${newId()}`,
    ...(body.fingerprint && { fingerprint: body.fingerprint }),
    ...(body.metadata && { metadata: body.metadata }),
  };
}

/** The answer is the first grant; later ones come by themselves. */
async function startedRefill(ctx: Context, { wallet_id, refill }: RefillBody) {
  await refuseUnknownFeatures(ctx, refill.featureIds);
  const booked = await startRefill(ctx, wallet_id, refill);
  return answered(await grantTold(ctx, GrantId.parse(booked.grantId)), booked.isReplayed);
}

async function foreseen(ctx: Context, body: DirectGrantBody | RefillBody) {
  if (!("refill" in body)) {
    return previewGrant(ctx, body.wallet_id, await directGrant(ctx, body));
  }
  await refuseUnknownFeatures(ctx, body.refill.featureIds);
  return previewStartRefill(ctx, body.wallet_id, body.refill);
}

async function grantTold(ctx: Context, grantId: GrantId): Promise<GrantDialect> {
  const grant = await findGrant(ctx, grantId);
  const refillId = grant.refillId && RefillId.parse(grant.refillId);
  const refill = refillId ? await findRefill(ctx, refillId) : null;
  const metadata = (await findGrantNotes([grantId])).get(grantId) ?? {};
  return { ...grantDialect(ctx, grant, refill), metadata };
}

const grantRoutes = (path: string): readonly Route[] =>
  route({
    method: "post",
    path,
    scope: "wallets:write",
    summary: "Give a wallet credits, or say what credits a plan gives",
    body: z.union([DirectGrantBody, RefillBody, PlanGrantBody]),
    reply: z.union([GrantDialect, PlanGrantDialect]),
    status: 201,
    refusals: [
      "validation_error",
      "not_found",
      "invalid_state",
      "idempotency_conflict",
      "stale_preview",
    ],
    run: async (ctx, { body }) => {
      if (!("wallet_id" in body)) {
        const planId = planNamed(body);
        const view = await addPlanGrant(ctx, planId, body.grant).catch(inPartWords());
        return planGrantDialect(ctx, idText("plan", planId), view);
      }
      if ("refill" in body) return startedRefill(ctx, body);
      const booked = await grantCredits(ctx, body.wallet_id, await directGrant(ctx, body));
      return answered(await grantTold(ctx, GrantId.parse(booked.grantId)), booked.isReplayed);
    },
    preview: {
      reply: PreviewDialect,
      run: async (ctx, { body }) => {
        if (!("wallet_id" in body)) {
          throw invalidField("wallet_id", "Name a wallet: a plan's credits move nothing yet");
        }
        if ("refill" in body) {
          return previewDialect(await previewStartRefill(ctx, body.wallet_id, body.refill));
        }
        return previewDialect(await foreseen(ctx, body));
      },
    },
  });

const getGrantRoute = route({
  method: "get",
  path: "/credit-grants/{grantId}",
  scope: "wallets:read",
  summary: "Get a grant",
  params: z.object({ grantId: GrantId }),
  reply: GrantDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { grantId } }) => grantTold(ctx, grantId),
});

const VoidBody = z.strictObject({
  amount: amountText(PositiveCredits).nullish(),
  /** Ends the holds on the grant first; else what is held stays held. */
  force: z.boolean().nullish(),
  reason: VoidGrantInput.shape.reason,
  ...Named,
});

const voidInput = (body: z.output<typeof VoidBody>): VoidGrantInput =>
  poured(
    VoidGrantInput,
    {
      amount: body.amount ?? null,
      ...(body.force && { force: true }),
      reason: body.reason,
      ...named(body),
    },
    NAMED,
  );

const voidGrantRoute = commandRoute({
  path: "/credit-grants/{grantId}/void",
  summary: "End the unspent part of a grant, or an amount of it",
  params: z.object({ grantId: GrantId }),
  body: VoidBody,
  book: (ctx, { grantId }, body) => voidGrant(ctx, grantId, voidInput(body)),
  preview: (ctx, { grantId }, body) => previewVoid(ctx, grantId, voidInput(body)),
});

export const CREDIT_GRANT_ROUTES: readonly Route[] = [
  ...grantRoutes("/credit-grants"),
  ...grantRoutes("/creditgrants"),
  ...getGrantRoute,
  ...voidGrantRoute,
];
