/** The check and the act in one step. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { ConsumeInput, ConsumePreview, ConsumeView } from "@/lib/usage/schema/access";
import {
  consumeFeature,
  type NotConsumed,
  previewConsume,
} from "@/lib/usage/writes/consume-feature";
import { CheckBody, checkFields } from "./check";
import { NAMED, Named, named } from "./command-route";
import { snake, snakeSchema } from "./dialect/snake";
import { poured } from "./pour";
import { answered, Refused, type Route, route } from "./route";

const Body = CheckBody.extend(Named);

const inputOf = async (ctx: Context, body: z.output<typeof Body>): Promise<ConsumeInput> =>
  poured(ConsumeInput, { ...(await checkFields(ctx, body)), ...named(body) }, NAMED);

/** Whatever stands against a use, it comes with the answer of the check (API.md §2). */
const REFUSED = 402;
const refused = ({ error, view }: NotConsumed) => new Refused(error, REFUSED, snake(view));

const consumeRoute = route({
  method: "post",
  path: "/consume",
  scope: "ingest",
  summary: "Check and take in one step: the use happens, or nothing does",
  body: Body,
  reply: snakeSchema(ConsumeView.extend({ replayed: z.boolean() })),
  status: 200,
  refusals: [
    "validation_error",
    "not_found",
    "insufficient_credits",
    "limit_reached",
    "not_entitled",
    "idempotency_conflict",
    "stale_preview",
  ],
  statuses: { not_entitled: REFUSED },
  run: async (ctx, { body }) => {
    const consumed = await consumeFeature(ctx, await inputOf(ctx, body));
    if (!consumed.ok) return refused(consumed);
    const { view, isReplayed } = consumed;
    return answered(snake({ ...view, replayed: isReplayed }), isReplayed);
  },
  preview: {
    reply: snakeSchema(ConsumePreview),
    run: async (ctx, { body }) => {
      const foreseen = await previewConsume(ctx, await inputOf(ctx, body));
      return foreseen.ok ? snake(foreseen.view) : refused(foreseen);
    },
  },
});

export const CONSUME_ROUTES: readonly Route[] = consumeRoute;
