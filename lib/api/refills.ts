/** Refills of a wallet; one is started as a recurring grant. */
import * as z from "zod";
import { RefillId } from "@/lib/ids";
import { findRefill, listRefills } from "@/lib/ledger/reads/refills";
import { StopRefillInput } from "@/lib/ledger/schema/refill";
import { previewStopRefill, stopRefill } from "@/lib/ledger/writes/stop-refill";
import { PreviewDialect, previewDialect } from "./dialect/receipt";
import { RefillDialect, refillDialect } from "./dialect/refill";
import { IdempotencyKey, listOf, wholeList } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { WalletParams } from "./wallets";

const RefillParams = z.object({ refillId: RefillId });

const listRoute = route({
  method: "get",
  path: "/wallets/{walletId}/refills",
  scope: "wallets:read",
  summary: "List the credits that come to a wallet again and again",
  params: WalletParams,
  reply: listOf(RefillDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params }) => wholeList((await listRefills(ctx, params)).map(refillDialect)),
});

const getRoute = route({
  method: "get",
  path: "/refills/{refillId}",
  scope: "wallets:read",
  summary: "Get a refill",
  params: RefillParams,
  reply: RefillDialect,
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { refillId } }) => refillDialect(await findRefill(ctx, refillId)),
});

const StopBody = z.strictObject({
  reason: StopRefillInput.shape.reason,
  idempotency_key: IdempotencyKey,
  fingerprint: z.string().max(64).nullish(),
});

const stopInput = (body: z.output<typeof StopBody>): StopRefillInput =>
  poured(
    StopRefillInput,
    {
      reason: body.reason,
      reference: body.idempotency_key,
      fingerprint: body.fingerprint ?? undefined,
    },
    { reference: "idempotency_key" },
  );

const stopRoute = route({
  method: "post",
  path: "/refills/{refillId}/stop",
  scope: "wallets:write",
  summary: "Let no further grant come; the running one lives to its end",
  params: RefillParams,
  body: StopBody,
  reply: RefillDialect,
  status: 200,
  refusals: [
    "validation_error",
    "not_found",
    "invalid_state",
    "idempotency_conflict",
    "stale_preview",
  ],
  run: async (ctx, { params: { refillId }, body }) => {
    const { isReplayed } = await stopRefill(ctx, refillId, stopInput(body));
    return answered(refillDialect(await findRefill(ctx, refillId)), isReplayed);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { refillId }, body }) =>
      previewDialect(await previewStopRefill(ctx, refillId, stopInput(body))),
  },
});

export const REFILL_ROUTES: readonly Route[] = [...listRoute, ...getRoute, ...stopRoute];
