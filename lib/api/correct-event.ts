/** Less was used than an event said, or nothing at all. */
import * as z from "zod";
import { EventId } from "@/lib/ids";
import { QuantityText } from "@/lib/money/schema";
import { CorrectionInput, CorrectionView } from "@/lib/usage/schema/correction";
import { correctEvent, previewCorrectEvent } from "@/lib/usage/writes/correct-event";
import { amountText } from "./amounts";
import { snake, snakeSchema } from "./dialect/snake";
import { IdempotencyKey } from "./fields";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";

const Body = z
  .strictObject({
    /** What it is to count for: less than it does, in the feature's units. */
    quantity: amountText(QuantityText).nullish(),
    /** It counts for nothing. */
    void: z.boolean().nullish(),
    reason: CorrectionInput.shape.reason,
    idempotency_key: IdempotencyKey,
    fingerprint: z.string().max(64).nullish(),
  })
  .refine((body) => (body.quantity == null) === (body.void ?? false), {
    path: ["quantity"],
    message: "Send either quantity or void: true",
  });

const NAMES = { isVoid: "void", reference: "idempotency_key" };

const correctionInput = (body: z.output<typeof Body>): CorrectionInput =>
  poured(
    CorrectionInput,
    {
      quantity: body.quantity ?? null,
      isVoid: body.void ?? false,
      reason: body.reason,
      reference: body.idempotency_key,
      ...(body.fingerprint && { fingerprint: body.fingerprint }),
    },
    NAMES,
  );

const ToldOnce = CorrectionView.omit({ isReplayed: true, isVoid: true });

const CorrectionDialect = z
  .object({
    ...(snakeSchema(ToldOnce) as unknown as z.ZodObject<Record<string, z.ZodType>>).shape,
    void: z.boolean(),
    replayed: z.boolean(),
  })
  .meta({ id: "EventCorrection" });

const correctionDialect = ({ isReplayed, isVoid, ...told }: CorrectionView) => ({
  ...snake(told),
  void: isVoid,
  replayed: isReplayed,
});

const correctRoute = route({
  method: "post",
  path: "/events/{event_id}/correct",
  scope: "wallets:write",
  summary: "Reduce what an event counts for, or void it: what it cost more is given back",
  params: z.object({ event_id: EventId }),
  body: Body,
  reply: CorrectionDialect,
  status: 200,
  refusals: [
    "validation_error",
    "not_found",
    "invalid_state",
    "idempotency_conflict",
    "stale_preview",
  ],
  run: async (ctx, { params, body }) => {
    const view = await correctEvent(ctx, params.event_id, correctionInput(body));
    return answered(correctionDialect(view), view.isReplayed);
  },
  preview: {
    reply: CorrectionDialect,
    run: async (ctx, { params, body }) =>
      correctionDialect(await previewCorrectEvent(ctx, params.event_id, correctionInput(body))),
  },
});

export const CORRECT_EVENT_ROUTES: readonly Route[] = correctRoute;
