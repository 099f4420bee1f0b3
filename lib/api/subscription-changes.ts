/** Changes of a subscription's plan or tier, now or at its period's end. */
import * as z from "zod";
import { notFound } from "@/lib/errors";
import { idText, PlanId, SubscriptionChangeId, SubscriptionId } from "@/lib/ids";
import { findSubscription } from "@/lib/subscription/reads";
import { listChanges } from "@/lib/subscription/reads/changes";
import { CHANGE_MODES } from "@/lib/subscription/rules/change-credit";
import { ChangeInput } from "@/lib/subscription/schema/change";
import { cancelScheduledChange } from "@/lib/subscription/writes/call-off-change";
import { changeAsShown, foreseeChange } from "@/lib/subscription/writes/foresee-change";
import { Metadata } from "@/lib/text/schema";
import { PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import {
  ChangeDialect,
  ChangePreviewDialect,
  changeDialect,
  changePreviewDialect,
} from "./dialect/subscription-change";
import { IdempotencyKey, listOf, wholeList } from "./fields";
import { inBodyWords, poured } from "./pour";
import { answered, type Route, route } from "./route";

const Params = z.object({ subscriptionId: SubscriptionId });

const Body = z.strictObject({
  /** Left out: the plan stays. */
  target_plan_id: PlanId.nullish(),
  billing_period: z.enum(PERIOD_WORDS).nullish(),
  billing_period_count: z.literal(1, "Only 1").nullish(),
  billing_cadence: z.literal("RECURRING", "Only RECURRING").nullish(),
  /** Of the plan's one charge with tiers of credits, 0 for the first. */
  tier: z.int().min(0).max(99).nullish(),
  /** Where it has several such charges: the tier of each, by the price's id. */
  tiers: z.record(z.string(), z.int().min(0).max(99)).nullish(),
  /** Left out: `restart`, or `keep` where `proration_behavior` is `none`. */
  mode: z.enum(CHANGE_MODES).nullish(),
  proration_behavior: z.enum(["create_prorations", "none"]).nullish(),
  /** Left out: at once for a dearer plan, at the period's end for a cheaper one. */
  change_at: z.enum(["immediate", "end_of_period"]).nullish(),
  metadata: Metadata.default({}),
  idempotency_key: IdempotencyKey.nullish(),
  fingerprint: z.string().max(64).nullish(),
  // Sent by clients of the dialect, without meaning here.
  billing_cycle: z.unknown().optional(),
});
type Body = z.output<typeof Body>;

const TIMES = { immediate: "now", end_of_period: "period_end" } as const;
const NAMES = {
  ...{ planId: "target_plan_id", billingPeriod: "billing_period" },
  ...{ when: "change_at", reference: "idempotency_key" },
};

const inputOf = (body: Body): ChangeInput =>
  poured(
    ChangeInput,
    {
      planId: body.target_plan_id ? idText("plan", body.target_plan_id) : null,
      billingPeriod: body.billing_period ? PERIODS_IN[body.billing_period] : null,
      tier: body.tier ?? null,
      tiers: body.tiers ?? {},
      mode: body.mode ?? (body.proration_behavior === "none" ? "keep" : "restart"),
      when: body.change_at ? TIMES[body.change_at] : null,
      reference: body.idempotency_key ?? null,
      metadata: body.metadata,
    },
    NAMES,
  );

const changeRoute = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/change",
  scope: "subscriptions:write",
  summary: "Change a subscription's plan or tier: it ends, and its successor starts",
  params: Params,
  body: Body,
  reply: ChangeDialect,
  status: 200,
  refusals: [
    ...(["validation_error", "not_found", "invalid_state"] as const),
    ...(["idempotency_conflict", "stale_preview"] as const),
  ],
  run: async (ctx, { params: { subscriptionId }, body }) => {
    const fingerprint = body.fingerprint ?? undefined;
    const asked = { input: inputOf(body), fingerprint };
    const done = changeAsShown(ctx, subscriptionId, asked).catch(inBodyWords(NAMES));
    const { view, isReplayed } = await done;
    return answered(changeDialect(view), isReplayed);
  },
  preview: {
    reply: ChangePreviewDialect,
    run: async (ctx, { params: { subscriptionId }, body }) =>
      changePreviewDialect(
        await foreseeChange(ctx, subscriptionId, inputOf(body)).catch(inBodyWords(NAMES)),
      ),
  },
});

/** The dialect's path for the same. */
const executeRoutes = changeRoute
  .filter(({ path }) => path.endsWith("/change"))
  .map((change): Route => ({ ...change, path: `${change.path}/execute` }));

const listRoute = route({
  method: "get",
  path: "/subscriptions/{subscriptionId}/changes",
  scope: "subscriptions:read",
  summary: "List a subscription's changes, done and to come, newest first",
  params: Params,
  reply: listOf(ChangeDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { subscriptionId } }) => {
    if (!(await findSubscription(ctx, subscriptionId))) {
      throw notFound("subscription", idText("sub", subscriptionId));
    }
    return wholeList((await listChanges(ctx, subscriptionId)).map(changeDialect));
  },
});

const cancelRoute = route({
  method: "post",
  path: "/subscriptions/schedules/{scheduleId}/cancel",
  scope: "subscriptions:write",
  summary: "Call off a change that is scheduled for a period's end",
  params: z.object({ scheduleId: SubscriptionChangeId }),
  reply: z
    .object({ message: z.string(), status: z.literal("cancelled"), change: ChangeDialect })
    .meta({ id: "CancelledChange" }),
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { scheduleId } }) => ({
    message: "The change was called off",
    status: "cancelled" as const,
    change: changeDialect(await cancelScheduledChange(ctx, scheduleId)),
  }),
});

export const SUBSCRIPTION_CHANGE_ROUTES: readonly Route[] = [
  changeRoute,
  executeRoutes,
  listRoute,
  cancelRoute,
].flat();
