/** Refills of a wallet; one is started as a recurring grant. */
import * as z from "zod";
import { RefillId } from "@/lib/ids";
import { findRefill, listRefills } from "@/lib/ledger/reads/refills";
import { StopRefillInput } from "@/lib/ledger/schema/refill";
import { previewStopRefill, stopRefill } from "@/lib/ledger/writes/stop-refill";
import { COMMAND_REFUSALS, NAMED, Named, named } from "./command-route";
import { PreviewDialect, previewDialect } from "./dialect/receipt";
import { RefillDialect, refillDialect } from "./dialect/refill";
import { listOf, wholeList } from "./fields";
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
  ...Named,
});

const stopInput = (body: z.output<typeof StopBody>): StopRefillInput =>
  poured(StopRefillInput, { ...named(body), reason: body.reason }, NAMED);

const stopRoute = route({
  method: "post",
  path: "/refills/{refillId}/stop",
  scope: "wallets:write",
  summary: "Let no further grant come; the running one lives to its end",
  params: RefillParams,
  body: StopBody,
  reply: RefillDialect,
  status: 200,
  refusals: COMMAND_REFUSALS,
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
