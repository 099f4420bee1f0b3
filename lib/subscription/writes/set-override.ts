import { recordAudit } from "@/lib/audit/record";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { invalidField, notFound } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import { publish } from "@/lib/outbox/publish";
import { type Override, withEnd, withOverride } from "../rules/override";
import { plainTerms } from "../rules/terms";
import type { SubscriptionView } from "../schema";
import type { EndOverrideInput, OverrideInput, OverrideView } from "../schema/override";
import type { Subscription } from "../store";
import { updateChoices } from "../store/choices";
import { overrideView } from "../view/override";
import { agreedOverride } from "./agree-terms";
import { viewOf, wrongStatus } from "./announce-turn";
import { catchUp } from "./catch-up";

/** A term of its own, and the subscription as it stands with it. */
export type Agreed = { readonly override: OverrideView; readonly subscription: SubscriptionView };

/**
 * Agrees a term of a subscription's own in place of the plan's, from now on or later, for good or to
 * an end. Use is priced by what holds at its own time; fees and credits go by it when they fall due.
 *
 * @throws DomainError `not_found` for the subscription or the feature; `invalid_state` for one that
 *   has ended; `validation_error` for what the plan has not, a price that is none, or the time.
 */
export function setOverride(
  asking: Context,
  id: SubscriptionId,
  input: OverrideInput,
): Promise<Agreed> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await running(tx, asking, id);
    const catalog = await loadCatalog(tx, ctx.organizationId);
    const about = { catalog, from: ctx.at, field: null };
    const terms = plainTerms(catalog, subscription, ctx.at);
    const own = agreedOverride(ctx, input, { ...about, terms });
    const { endsAt } = subscription.course;
    if (endsAt !== null && own.since >= endsAt.toISOString()) {
      throw invalidField("since", "The subscription ends before");
    }
    const { choices } = subscription;
    const overrides = withOverride(choices.overrides ?? [], own);
    await updateChoices(tx, id, { ...choices, overrides });
    return announced(tx, ctx, { subscription, overrides, own, turn: "set", reason: own.reason });
  });
}

/**
 * Ends one, now or at an instant; one that has not begun is called off.
 *
 * @throws DomainError `not_found`; `invalid_state` for one that is over; `validation_error` for an
 *   end that lies behind, or after its own.
 */
export function endOverride(
  asking: Context,
  id: SubscriptionId,
  { overrideId, at, reason }: EndOverrideInput,
): Promise<Agreed> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await running(tx, asking, id);
    const { choices } = subscription;
    const own = choices.overrides?.find((one) => one.id === overrideId);
    if (!own) throw notFound("override", idText("ovr", overrideId));
    const until = endOf(own, { at, now: ctx.at });
    const overrides = withEnd(choices.overrides ?? [], overrideId, until);
    await updateChoices(tx, id, { ...choices, overrides });
    const ended: Override = { ...own, until };
    return announced(tx, ctx, { subscription, overrides, own: ended, turn: "ended", reason });
  });
}

async function running(tx: Tx, asking: Context, id: SubscriptionId) {
  const caughtUp = await catchUp(tx, asking, id);
  const { subscription } = caughtUp;
  if (subscription.status === "ENDED") throw wrongStatus(subscription, "It has ended");
  return caughtUp;
}

function endOf(own: Override, { at, now }: { readonly at: Date | null; readonly now: Date }) {
  const until = (at ?? now).toISOString();
  if (own.until !== null && own.until <= now.toISOString()) {
    throw invalidField("overrideId", "It is over already");
  }
  if (until < now.toISOString()) throw invalidField("at", "It cannot end before now");
  if (own.until !== null && until > own.until) {
    throw invalidField("at", "It ends before: agree another to follow it");
  }
  return until;
}

async function announced(
  tx: Tx,
  ctx: Context,
  done: {
    readonly subscription: Subscription;
    readonly overrides: readonly Override[];
    readonly own: Override;
    readonly turn: "set" | "ended";
    readonly reason: string;
  },
): Promise<Agreed> {
  const { subscription, overrides, own, turn, reason } = done;
  const { id, customerId } = subscription;
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const facts = { catalog, at: ctx.at, ...plainTerms(catalog, subscription, ctx.at) };
  const override = overrideView(own, overrides, facts);
  const action = `subscription.override_${turn}`;
  await recordAudit(tx, ctx, {
    ...{ action, entity: "subscription", entityId: id, customerId, reason },
    before: { planValue: override.planValue },
    after: { override },
  });
  const view = await viewOf(tx, ctx, id);
  await publish(tx, ctx, [
    { type: action, customerId, data: { ...override, subscriptionId: view.id } },
  ]);
  return { override, subscription: view };
}
