/** Another day for a subscription to renew on, from the end of its running period. */
import * as z from "zod";
import { SubscriptionId } from "@/lib/ids";
import {
  BridgeView,
  RenewalDateInput,
  type RenewalDatePreview,
  type RenewalTargetFields,
} from "@/lib/subscription/schema/renewal-date";
import { TimelineView } from "@/lib/subscription/schema/timeline";
import { foreseeRenewalDate, moveAsShown } from "@/lib/subscription/writes/foresee-renewal-date";
import { snake, snakeSchema } from "./dialect/snake";
import { ChangeDialect, changeDialect } from "./dialect/subscription-change";
import { DayText, IdempotencyKey } from "./fields";
import { inBodyWords, poured } from "./pour";
import { answered, type Route, route } from "./route";

export const RENEWAL_DAY_FIELDS = {
  /** `calendar`: on the 1st of the month. */
  billing_cycle: z.enum(["anniversary", "calendar"]).default("anniversary"),
  /** In a month that has no such day, its last one. */
  day_of_month: z.int().min(1).max(31).nullish(),
  /** Instead: a date less than a period after the running one ends, in the subscription's zone. */
  renews_on: DayText.nullish(),
};
const RenewalDay = z.object(RENEWAL_DAY_FIELDS);

export const RENEWAL_DAY_NAMES = {
  billingCycle: "billing_cycle",
  dayOfMonth: "day_of_month",
  renewsOn: "renews_on",
};

export const renewalDayOf = (body: z.output<typeof RenewalDay>): RenewalTargetFields => ({
  billingCycle: body.billing_cycle === "calendar" ? "CALENDAR" : "ANNIVERSARY",
  dayOfMonth: body.day_of_month ?? null,
  renewsOn: body.renews_on ?? null,
});

const Body = z.strictObject({
  ...RENEWAL_DAY_FIELDS,
  reason: RenewalDateInput.shape.reason,
  idempotency_key: IdempotencyKey.nullish(),
  fingerprint: z.string().max(64).nullish(),
});
type Body = z.output<typeof Body>;

const NAMES = { ...RENEWAL_DAY_NAMES, reference: "idempotency_key" };

const inputOf = (body: Body): RenewalDateInput =>
  poured(
    RenewalDateInput,
    {
      ...renewalDayOf(body),
      reason: body.reason,
      reference: body.idempotency_key ?? null,
    },
    NAMES,
  );

const PreviewDialect = z
  .object({
    change: ChangeDialect,
    /** When the first whole period on the new day begins. */
    renews_at: z.string(),
    /** The period before it, paid and given by its share; null: there is none. */
    bridge: snakeSchema(BridgeView).nullable(),
    /** The year ahead. */
    timeline: snakeSchema(TimelineView).nullable(),
    fingerprint: z.string(),
  })
  .meta({ id: "RenewalDatePreview" });

const previewDialect = (preview: RenewalDatePreview): z.input<typeof PreviewDialect> => ({
  change: changeDialect(preview.change),
  renews_at: preview.renewsAt,
  bridge: snake(preview.bridge) as z.input<typeof PreviewDialect>["bridge"],
  timeline: snake(preview.timeline) as z.input<typeof PreviewDialect>["timeline"],
  fingerprint: preview.fingerprint,
});

export const RENEWAL_DATE_ROUTES: readonly Route[] = route({
  method: "post",
  path: "/subscriptions/{subscriptionId}/renewal-date",
  scope: "subscriptions:write",
  summary: "Move a subscription's renewal date, from the end of its running period",
  params: z.object({ subscriptionId: SubscriptionId }),
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
    const { view, isReplayed } = await moveAsShown(ctx, subscriptionId, asked).catch(
      inBodyWords(NAMES),
    );
    return answered(changeDialect(view), isReplayed);
  },
  preview: {
    reply: PreviewDialect,
    run: async (ctx, { params: { subscriptionId }, body }) =>
      previewDialect(
        await foreseeRenewalDate(ctx, subscriptionId, inputOf(body)).catch(inBodyWords(NAMES)),
      ),
  },
});
