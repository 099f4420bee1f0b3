import type { Catalog, RecurringCharge } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { invalidField } from "@/lib/errors";
import type { SubscriptionId } from "@/lib/ids";
import type { Choices } from "../rules/choices";
import { moreOf } from "../rules/more";
import { plainTerms, termsOf } from "../rules/terms";
import type { QuantityInput, SubscriptionView } from "../schema";
import type { Sold, SoldNow } from "../schema/sold-parts";
import type { Subscription } from "../store";
import { updateChoices } from "../store/choices";
import { viewOf } from "./announce-turn";
import { bookMore, NOTHING_SOLD } from "./book-more";
import { catchUp } from "./catch-up";
import { announceSold, refuseBeforeChange, refuseUnlessRunning } from "./sell-within";

/**
 * So many pieces of a recurring fee: seats, mailboxes. More come at once, and what they cost beyond
 * the pieces before is asked in full; fewer come with the next period. Before the plan itself begins
 * nothing has been asked, and any number just holds.
 *
 * @throws DomainError `not_found` for the subscription; `invalid_state` for one that does not renew;
 *   `validation_error` for a fee that the plan has not.
 */
export function setQuantity(
  asking: Context,
  id: SubscriptionId,
  input: QuantityInput,
): Promise<Sold> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    const catalog = await loadCatalog(tx, ctx.organizationId);
    const before = feeNow(catalog, subscription, { input, at: ctx.at });
    const { choices, course } = subscription;
    const by = input.quantity - before.quantity;
    refuseUnlessRunning(subscription);
    if (by !== 0) refuseBeforeChange(subscription);
    const next = (choices.quantitiesNext ?? choices.quantities)[before.id] ?? before.quantity;
    if (by === 0 && next === input.quantity) {
      return { subscription: await viewOf(tx, ctx, id), now: NOTHING_SOLD };
    }
    const isNow = by > 0 || course.periodIndex < 0;
    await updateChoices(tx, id, counted(choices, input, isNow));
    const done = { subscription, before, input };
    const isBooked = isNow && by !== 0;
    const now = isBooked ? await bookPieces(tx, ctx, { ...done, catalog }) : NOTHING_SOLD;
    return { subscription: await announced(tx, ctx, done), now };
  });
}

/** The plan's own fee at its price of now, with the pieces of now. */
function feeNow(
  catalog: Catalog,
  subscription: Subscription,
  { input, at }: { readonly input: QuantityInput; readonly at: Date },
): RecurringCharge {
  const plan = catalog.planVersions.get(subscription.planVersionId);
  const isPlans = plan?.charges.some(
    ({ id, kind }) => id === input.chargeId && kind === "RECURRING",
  );
  const fee = termsOf(catalog, subscription, at)?.charges.find(({ id }) => id === input.chargeId);
  if (!isPlans || fee?.kind !== "RECURRING") {
    throw invalidField("chargeId", "The plan has no such recurring fee");
  }
  if (fee.unit.kind === "money" && fee.billingPeriod !== subscription.course.cadence.length) {
    throw invalidField("chargeId", "This fee is asked in other periods than the subscription's");
  }
  return fee;
}

function counted(choices: Choices, { chargeId, quantity }: QuantityInput, isNow: boolean): Choices {
  const { quantitiesNext, ...others } = choices;
  const now = isNow ? { ...choices.quantities, [chargeId]: quantity } : choices.quantities;
  const next = { ...(quantitiesNext ?? choices.quantities), [chargeId]: quantity };
  const isSame = Object.entries(next).every(([id, pieces]) => now[id as never] === pieces);
  return { ...others, quantities: now, ...(!isSame && { quantitiesNext: next }) };
}

type Done = {
  readonly subscription: Subscription;
  readonly before: RecurringCharge;
  readonly input: QuantityInput;
};

function bookPieces(
  tx: Tx,
  ctx: Context,
  { subscription, catalog, before, input }: Done & { readonly catalog: Catalog },
): Promise<SoldNow> {
  const { plain: version } = plainTerms(catalog, subscription, ctx.at);
  const after = { ...before, quantity: input.quantity };
  const more = moreOf(version, subscription.course, {
    before: { charges: [before], grants: [] },
    after: { charges: [after], grants: [] },
    at: ctx.at,
  });
  return bookMore(tx, ctx, { subscription, version, more, name: `pieces:${before.id}` });
}

const announced = (
  tx: Tx,
  ctx: Context,
  { subscription, before: { name: fee, quantity }, input }: Done,
): Promise<SubscriptionView> =>
  announceSold(tx, ctx, {
    ...{ subscription, turn: "quantity_changed", reason: input.reason },
    before: { fee, quantity },
    after: () => ({ fee, quantity: input.quantity }),
  });
