import { recordAudit } from "@/lib/audit/record";
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { invalidField, notFound } from "@/lib/errors";
import { type InvoiceId, idText, newId, type PlanVersionId, type SubscriptionId } from "@/lib/ids";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { publish } from "@/lib/outbox/publish";
import { addOnFault, soldVersion, withAddOn } from "../rules/add-ons";
import type { AddOnChoice, Choices } from "../rules/choices";
import { type More, moreOfAddOn } from "../rules/more-of-add-on";
import type { AddOnInput, SubscriptionView } from "../schema";
import type { Subscription } from "../store";
import { lockWallets } from "../store/books";
import { updateChoices, updateCounted } from "../store/choices";
import { viewOf, wrongStatus } from "./announce-turn";
import { catchUp } from "./catch-up";
import { drawFees } from "./draw-fees";
import { giveCredits } from "./give-credits";

/**
 * So many of an add-on on top of a subscription. More than before come at once: their credits, and
 * their fees in full. Fewer, or none, come with the next period. As many as there are: nothing,
 * but what was to change with the next period stays.
 *
 * @throws DomainError `not_found` for the subscription or the add-on; `invalid_state` for one that
 *   does not renew; `validation_error` for an add-on of another currency, period or kind.
 */
export function setAddOn(
  asking: Context,
  id: SubscriptionId,
  input: AddOnInput,
): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    refuseUnlessRenewing(subscription);
    const catalog = await loadCatalog(tx, ctx.organizationId);
    const version = addOnFor(catalog, subscription, input);
    const { choices } = subscription;
    const before = quantityOf(choices.addOns, version.id);
    const next = quantityOf(choices.addOnsNext ?? choices.addOns, version.id);
    if (input.quantity === before && input.quantity === next) return viewOf(tx, ctx, id);
    await updateChoices(tx, id, chosen(choices, version.id, input.quantity));
    const by = input.quantity - before;
    if (by > 0) await bookMore(tx, ctx, { subscription, version, by, isNew: before === 0 });
    return announced(tx, ctx, { subscription, version, before, input });
  });
}

function refuseUnlessRenewing(subscription: Subscription): void {
  const { status, course } = subscription;
  const runs = status === "ACTIVE" || status === "PAST_DUE";
  if (!runs) throw wrongStatus(subscription, "The subscription does not run on its plan now");
  if (course.endsAt !== null) throw wrongStatus(subscription, "It is to end, or to change");
}

/** The version that the subscription has of it, else the one that is sold today. */
function addOnFor(
  catalog: Catalog,
  { choices, currency, course }: Subscription,
  { planId }: AddOnInput,
): PlanVersion {
  const had = choices.addOns
    .map(({ planVersionId }) => catalog.planVersions.get(planVersionId))
    .find((version) => version?.planId === planId);
  const version = had ?? soldVersion(catalog, planId);
  if (!version) throw notFound("addon", idText("plan", planId));
  const fault = addOnFault(version, { currency, length: course.cadence.length });
  if (fault !== null) throw invalidField("planId", fault);
  return version;
}

const quantityOf = (addOns: readonly AddOnChoice[], id: PlanVersionId): number =>
  addOns.find(({ planVersionId }) => planVersionId === id)?.quantity ?? 0;

function chosen(choices: Choices, id: PlanVersionId, quantity: number): Choices {
  const { addOns, addOnsNext, ...others } = choices;
  const isMore = quantity >= quantityOf(addOns, id);
  const now = isMore ? withAddOn(addOns, id, quantity) : addOns;
  const next = withAddOn(addOnsNext ?? addOns, id, quantity);
  const changes = next.some((one) => quantityOf(now, one.planVersionId) !== one.quantity);
  const isSame = !changes && next.length === now.length;
  return { ...others, addOns: now, ...(!isSame && { addOnsNext: next }) };
}

type Added = {
  readonly subscription: Subscription;
  readonly version: PlanVersion;
  readonly by: number;
  readonly isNew: boolean;
};

async function bookMore(tx: Tx, ctx: Context, added: Added): Promise<void> {
  const { subscription, version } = added;
  const more = moreOfAddOn(version, subscription.course, { ...added, at: ctx.at });
  await lockWallets(tx, [subscription.customerId]);
  if (added.isNew) await updateCounted(tx, subscription, more.course);
  await giveCredits(
    tx,
    more.issues.map((issue) => ({ ctx, subscription, issue })),
  );
  await drawFees(
    tx,
    more.draws.map((draw) => ({ ctx, subscription, version, draw })),
  );
  await invoiceMore(tx, ctx, added, more);
}

async function invoiceMore(
  tx: Tx,
  ctx: Context,
  { subscription: { id, customerId, course }, version }: Added,
  { lines }: More,
): Promise<void> {
  if (lines.length === 0) return;
  const draft = {
    ...{ id: newId<InvoiceId>(), customerId, subscriptionId: id, lines },
    ...({ type: "SUBSCRIPTION", billingReason: "subscription_update" } as const),
    ...{ currency: version.currency, description: version.planName },
    period: { start: ctx.at, end: course.period.end },
    reference: `subscription:${id}:add-on:${version.id}:${ctx.at.getTime()}`,
  };
  await issueInvoices(tx, [{ ctx, draft }]);
}

async function announced(
  tx: Tx,
  ctx: Context,
  done: {
    readonly subscription: Subscription;
    readonly version: PlanVersion;
    readonly before: number;
    readonly input: AddOnInput;
  },
): Promise<SubscriptionView> {
  const { subscription, version, before, input } = done;
  const { id, customerId } = subscription;
  const view = await viewOf(tx, ctx, id);
  await recordAudit(tx, ctx, {
    ...{ action: "subscription.add_on_changed", entity: "subscription", entityId: id, customerId },
    before: { addOn: version.planName, quantity: before },
    after: { addOn: version.planName, quantity: input.quantity, addOns: view.addOns },
  });
  await publish(tx, ctx, [{ type: "subscription.add_on_changed", customerId, data: view }]);
  return view;
}
