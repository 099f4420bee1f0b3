/** Less was used than an event said, or nothing at all. */
import * as z from "zod";
import { QuantityText } from "@/lib/money/schema";
import { CorrectionInput, CorrectionView } from "@/lib/usage/schema/correction";
import { correctEvent, previewCorrectEvent } from "@/lib/usage/writes/correct-event";
import { amountText } from "./amounts";
import { NAMED, Named, named } from "./command-route";
import { snake, snakeSchema } from "./dialect/snake";
import { poured } from "./pour";
import { answered, type Route, route } from "./route";
import { EventPath, eventNamed } from "./which-event";

const Body = z
  .strictObject({
    /** What it is to count for: less than it does, in the feature's units. */
    quantity: amountText(QuantityText).nullish(),
    /** It counts for nothing. */
    void: z.boolean().nullish(),
    reason: CorrectionInput.shape.reason,
    ...Named,
  })
  .refine((body) => (body.quantity == null) === (body.void ?? false), {
    path: ["quantity"],
    message: "Send either quantity or void: true",
  });

const NAMES = { ...NAMED, isVoid: "void" };

const correctionInput = (body: z.output<typeof Body>): CorrectionInput =>
  poured(
    CorrectionInput,
    {
      quantity: body.quantity ?? null,
      isVoid: body.void ?? false,
      reason: body.reason,
      ...named(body),
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
  summary:
    "Reduce what an event counts for, or void it: what it cost more is given back; by its id here or the caller's own",
  params: EventPath,
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
    const view = await correctEvent(ctx, await eventNamed(ctx, params), correctionInput(body));
    return answered(correctionDialect(view), view.isReplayed);
  },
  preview: {
    reply: CorrectionDialect,
    run: async (ctx, { params, body }) =>
      correctionDialect(
        await previewCorrectEvent(ctx, await eventNamed(ctx, params), correctionInput(body)),
      ),
  },
});

export const CORRECT_EVENT_ROUTES: readonly Route[] = correctRoute;
