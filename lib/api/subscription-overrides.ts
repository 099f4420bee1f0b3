/** Terms of a subscription's own, in place of its plan's: prices, credits, limits, each for a time. */
import * as z from "zod";
import { notFound } from "@/lib/errors";
import { idText, OverrideId, SubscriptionId } from "@/lib/ids";
import { findOwnTerms } from "@/lib/subscription/reads/overrides";
import {
  AgreedAheadView,
  EndOverrideInput,
  OverrideInput,
  OverrideView,
} from "@/lib/subscription/schema/override";
import {
  type AgreedAhead,
  agreeAsShown,
  foreseeAgreed,
} from "@/lib/subscription/writes/foresee-override";
import type { Agreed } from "@/lib/subscription/writes/set-override";
import { snake, snakeSchema } from "./dialect/snake";
import { InstantText, listOf, wholeList } from "./fields";
import { OVERRIDE_FIELDS, OVERRIDE_NAMES, overrideFields } from "./override-body";
import { inBodyWords, poured } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ subscriptionId: SubscriptionId });
const Fingerprint = z.string().max(64).optional();

const Body = z.strictObject({
  ...OVERRIDE_FIELDS,
  reason: z.string(),
  fingerprint: Fingerprint,
});
type Body = z.output<typeof Body>;

const EndBody = z.strictObject({
  /** Left out: now. */
  end_date: InstantText.nullish(),
  reason: z.string(),
  fingerprint: Fingerprint,
});
type EndBody = z.output<typeof EndBody>;

const OverrideDialect = snakeSchema(OverrideView);
/** With what the subscription then asks; sent back, the fingerprint holds the call to it. */
const PreviewDialect = OverrideDialect.and(
  z.object({
    recurring_amount: z.string(),
    /** The next bills with it and without, and what use costs by it that was billed lately. */
    ahead: snakeSchema(AgreedAheadView),
    fingerprint: z.string(),
  }),
);

const inputOf = ({ reason, ...body }: Body): OverrideInput =>
  poured(OverrideInput, overrideFields(body, reason), OVERRIDE_NAMES);

const END_NAMES = { at: "end_date", overrideId: "overrideId" };
const endOf = (overrideId: OverrideId, { end_date, reason }: EndBody): EndOverrideInput =>
  poured(
    EndOverrideInput,
    { overrideId: idText("ovr", overrideId), at: end_date ?? null, reason },
    END_NAMES,
  );

const dialectOf = ({ override }: Agreed) => snake(override);

const previewOf = (agreed: AgreedAhead, fingerprint: string) => ({
  ...dialectOf(agreed),
  recurring_amount: agreed.subscription.recurringAmount,
  ahead: snake(agreed.ahead),
  fingerprint,
});

const listRoute = route({
  method: "get",
  path: "/subscriptions/{subscriptionId}/overrides",
  scope: "subscriptions:read",
  summary: "List a subscription's own terms, beside what its plan says, the latest first",
  params: Params,
  reply: listOf(OverrideDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { subscriptionId } }) => {
    const own = await findOwnTerms(ctx, subscriptionId);
    if (!own) throw notFound("subscription", idText("sub", subscriptionId));
    return wholeList(own.overrides.map((one) => snake(one)));
  },
});

const setRoute = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/overrides",
  scope: "subscriptions:write",
  summary: "Agree a term of a subscription's own, from now on or later, for good or for a time",
  params: Params,
  body: Body,
  reply: OverrideDialect,
  status: 201,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const asked = { set: inputOf(body), fingerprint: body.fingerprint };
    const agreed = agreeAsShown(ctx, subscriptionId, asked);
    return dialectOf(await agreed.catch(inBodyWords(OVERRIDE_NAMES)));
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { subscriptionId }, body }) => {
      const foreseen = foreseeAgreed(ctx, subscriptionId, { set: inputOf(body) });
      const { answer, fingerprint } = await foreseen.catch(inBodyWords(OVERRIDE_NAMES));
      return previewOf(answer, fingerprint);
    },
  },
});

const endRoute = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/overrides/{overrideId}/end",
  scope: "subscriptions:write",
  summary: "End a term of a subscription's own, now or later; one to come is called off",
  params: z.object({ subscriptionId: SubscriptionId, overrideId: OverrideId }),
  body: EndBody,
  reply: OverrideDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { subscriptionId, overrideId }, body }) => {
    const asked = { end: endOf(overrideId, body), fingerprint: body.fingerprint };
    const agreed = agreeAsShown(ctx, subscriptionId, asked);
    return dialectOf(await agreed.catch(inBodyWords(END_NAMES)));
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { subscriptionId, overrideId }, body }) => {
      const foreseen = foreseeAgreed(ctx, subscriptionId, { end: endOf(overrideId, body) });
      const { answer, fingerprint } = await foreseen.catch(inBodyWords(END_NAMES));
      return previewOf(answer, fingerprint);
    },
  },
});

export const OVERRIDE_ROUTES: readonly Route[] = [listRoute, setRoute, endRoute].flat();
