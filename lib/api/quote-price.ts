/** Trying a price: what so much would cost at it, whether or not a plan charges it yet. */
import * as z from "zod";
import { findQuote } from "@/lib/catalog/reads/quote-price";
import { ChargeInput } from "@/lib/catalog/schema/charge";
import { QuoteInput, QuoteView } from "@/lib/catalog/schema/quote";
import type { Context } from "@/lib/context";
import { ChargeId, type FeatureId, newId } from "@/lib/ids";
import { QuantityOrZero } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { snake, snakeSchema } from "./dialect/snake";
import { inBodyWords, poured } from "./pour";
import { chargeOf, OwnPrice, PRICE_NAMES } from "./price-body";
import { priceNamed } from "./prices";
import { type Route, route } from "./route";

const Body = z
  .strictObject({
    ...OwnPrice,
    type: z.enum(["FIXED", "USAGE"]).default("USAGE"),
    /** A price that there is, instead of the fields of one. */
    price_id: ChargeId.nullish(),
    quantity: amountText(QuantityOrZero),
    events: QuoteInput.shape.events.unwrap().nullish(),
  })
  .refine((body) => !body.price_id || OF_A_PRICE.every((key) => body[key] == null), {
    path: ["price_id"],
    message: "Send price_id, or the fields of a price",
  });
type Body = z.output<typeof Body>;

/** No price does without one of them. */
const OF_A_PRICE = ["amount", "tiers", "percent", "price_unit_config"] as const;

async function chargeAsked(ctx: Context, body: Body): Promise<ChargeInput> {
  const { price_id, quantity: _, ...own } = body;
  if (!price_id) return chargeOf({ ...own, feature_id: null }, NO_FEATURE);
  const { charge } = await priceNamed(ctx, price_id);
  if (charge.kind !== "USAGE") return ChargeInput.parse(charge);
  return ChargeInput.parse({ ...charge, featureId: charge.feature.id });
}

/** What is counted does not matter to what it costs. */
const NO_FEATURE = newId<FeatureId>();

const quoteRoute = route({
  method: "post",
  path: "/prices/quote",
  scope: "catalog:read",
  summary: "Try a price: what a quantity would cost at it",
  body: Body,
  reply: snakeSchema(QuoteView),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { body }) => {
    const { quantity, events } = body;
    const input = poured(QuoteInput, { quantity, ...(events != null && { events }) });
    const charge = await chargeAsked(ctx, body);
    return snake(await findQuote(ctx, charge, input).catch(inBodyWords(PRICE_NAMES)));
  },
});

export const QUOTE_ROUTES: readonly Route[] = quoteRoute;
