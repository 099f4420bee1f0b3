import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { invalidField, notFound } from "@/lib/errors";
import { idText, type SubscriptionId } from "@/lib/ids";
import { addOnFault, addOnTerms, addOnTiers, soldVersion } from "../rules/add-ons";
import type { AddOnChoice } from "../rules/choices";
import { moreOf, NO_PARTS } from "../rules/more";
import { type AddOnStep, addOnOf, addOnStep, withSetAddOn } from "../rules/set-add-on";
import type { AddOnInput, SubscriptionView } from "../schema";
import type { Sold } from "../schema/sold-parts";
import type { Subscription } from "../store";
import { updateChoices } from "../store/choices";
import { viewOf } from "./announce-turn";
import { bookMore, NOTHING_SOLD } from "./book-more";
import { catchUp } from "./catch-up";
import { announceSold, refuseBeforeChange, refuseUnlessRunning } from "./sell-within";

/**
 * So many of an add-on on top of a subscription, of this tier. More than before come at once: their
 * credits, and their fees in full. Fewer, or none, come with the next period. As many as there are:
 * what was to change with the next period stays. Before the plan itself begins, in a trial say,
 * nothing has been charged: then any number just holds, and its fees and credits come with the plan's.
 *
 * @throws DomainError `not_found` for the subscription or the add-on; `invalid_state` for one that
 *   does not renew; `validation_error` for an add-on of another product, currency, period or kind,
 *   or for a tier that it has not.
 */
export async function setAddOn(
  ctx: Context,
  id: SubscriptionId,
  input: AddOnInput,
): Promise<SubscriptionView> {
  return (await sellAddOn(ctx, id, input)).subscription;
}

/** The same, with what came of it at once. */
export function sellAddOn(asking: Context, id: SubscriptionId, input: AddOnInput): Promise<Sold> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    refuseUnlessRunning(subscription);
    const catalog = await loadCatalog(tx, ctx.organizationId);
    const { version, had } = addOnFor(catalog, subscription, input);
    const asked = choiceOf(version, input, had);
    const { choices, course } = subscription;
    const step = addOnStep(had, asked);
    refuseStep(subscription, step);
    const waits = addOnStep(addOnOf(choices.addOnsNext ?? choices.addOns, version.id), asked);
    if (step === "same" && waits === "same") {
      return { subscription: await viewOf(tx, ctx, id), now: NOTHING_SOLD };
    }
    const isNow = step === "more" || course.periodIndex < 0;
    await updateChoices(tx, id, withSetAddOn(choices, asked, { at: ctx.at, isNow }));
    const isBooked = isNow && step !== "same";
    const now = isBooked
      ? await bookAddOn(tx, ctx, { subscription, version, had, asked })
      : NOTHING_SOLD;
    return { subscription: await announced(tx, ctx, { subscription, version, had, input }), now };
  });
}

/** With a change to come at the period's end nothing more is sold; less of it may still be said. */
function refuseStep(subscription: Subscription, step: AddOnStep): void {
  if (step === "both") {
    throw invalidField("tier", "Change the number or the tier, one after the other");
  }
  if (step === "more") refuseBeforeChange(subscription);
}

/** The version that the subscription has of it, else the one that is sold today. */
function addOnFor(catalog: Catalog, subscription: Subscription, { planId, quantity }: AddOnInput) {
  const { choices, currency, course } = subscription;
  const had = choices.addOns.find(
    ({ planVersionId }) => catalog.planVersions.get(planVersionId)?.planId === planId,
  );
  const version =
    (had && catalog.planVersions.get(had.planVersionId)) ?? soldVersion(catalog, planId);
  if (!version) throw notFound("addon", idText("plan", planId));
  const productId = catalog.planVersions.get(subscription.planVersionId)?.productId ?? null;
  const isLess = had !== undefined && quantity <= had.quantity;
  const fault = addOnFault(version, { currency, length: course.cadence.length, productId });
  // What was sold before may always become less.
  if (fault !== null && !isLess) throw invalidField("planId", fault);
  return { version, had };
}

/** A tier that is not named stays as it is. */
function choiceOf(
  version: PlanVersion,
  { quantity, tier }: AddOnInput,
  had: AddOnChoice | undefined,
): AddOnChoice {
  const planVersionId = version.id;
  if (quantity === 0 || (tier === null && had)) {
    return { planVersionId, quantity, ...(had?.tiers && { tiers: had.tiers }) };
  }
  const tiers = addOnTiers(version, tier);
  if ("fault" in tiers) throw invalidField("tier", tiers.fault);
  return { planVersionId, quantity, ...tiers };
}

type Set = {
  readonly subscription: Subscription;
  readonly version: PlanVersion;
  readonly had: AddOnChoice | undefined;
  readonly asked: AddOnChoice;
};

function bookAddOn(tx: Tx, ctx: Context, { subscription, version, had, asked }: Set) {
  const before = had ? addOnTerms(version, had) : NO_PARTS;
  const after = asked.quantity > 0 ? addOnTerms(version, asked) : NO_PARTS;
  const more = moreOf(version, subscription.course, { before, after, at: ctx.at });
  return bookMore(tx, ctx, { subscription, version, more, name: `add-on:${version.id}` });
}

const announced = (
  tx: Tx,
  ctx: Context,
  { subscription, version, had, input }: Omit<Set, "asked"> & { readonly input: AddOnInput },
): Promise<SubscriptionView> =>
  announceSold(tx, ctx, {
    ...{ subscription, turn: "add_on_changed", reason: input.reason },
    before: { addOn: version.planName, quantity: had?.quantity ?? 0 },
    after: ({ addOns }) => ({ addOn: version.planName, quantity: input.quantity, addOns }),
  });
