import { recordAudit } from "@/lib/audit/record";
import { loadCatalog } from "@/lib/catalog/store";
import { ensurePublished } from "@/lib/catalog/writes/publish-plan";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { type ColdTx, transact, within } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError, isDomainError, type RefusalDetails } from "@/lib/errors";
import { type InvoiceId, newId, type PlanId, type SubscriptionId } from "@/lib/ids";
import { issueInvoices } from "@/lib/invoicing/writes/issue-invoice";
import { publish } from "@/lib/outbox/publish";
import { isStartOf, startDigest } from "../rules/asked-start";
import { waitingFor } from "../rules/start";
import type { StartInput, SubscriptionView } from "../schema";
import { findByReference, lockStarts, type Subscription } from "../store";
import { insertPeriods, insertSubscription } from "../store/course";
import { findViewRow } from "../store/view-row";
import { subscriptionView } from "../view";
import { askedOverrides, asText } from "./agree-terms";
import { giveWith } from "./await-payment";
import { catchUp } from "./catch-up";
import { drawFees } from "./draw-fees";
import { type PreparedStart, prepareStart } from "./prepare-start";

/**
 * Starts a subscription of a plan's published version: the first credits, the first invoice
 * (finalised) and the schedule of all that follows, together or not at all.
 *
 * A reference starts once: asked again, the first start is the answer.
 *
 * @throws DomainError as `prepareStart`; `idempotency_conflict` if the reference made another start.
 */
export async function startSubscription(
  ctx: Context,
  input: StartInput,
): Promise<SubscriptionView> {
  return (await startSubscriptionOnce(ctx, input)).view;
}

/** The same, and whether an earlier call has started it. */
export async function startSubscriptionOnce(
  asking: Context,
  input: StartInput,
): Promise<{ readonly view: SubscriptionView; readonly isReplayed: boolean }> {
  const ctx = await onClock(asking, input.customerId);
  return transact(ctx, async (tx) => {
    // Who else starts one for this customer waits here, and then sees this one.
    await lockStarts(tx, ctx.organizationId, input.customerId);
    const reference = input.reference && `${ctx.origin}:${input.reference}`;
    const before = reference && (await findByReference(tx, ctx.organizationId, reference));
    if (before) return { view: await viewOf(tx, ctx, repeated(before, input)), isReplayed: true };

    // The catalogue belongs to no customer, and so to no clock.
    if (ctx.origin === "api") await publishIfNever(tx, asking, input.planId);
    const prepared = await prepareStart(tx, ctx, input);
    return { view: await start(tx, ctx, { input, reference, prepared }), isReplayed: false };
  });
}

/** By API a plan's first subscription publishes it, because the dialect has no call for that (SEMANTICS 8.1). */
export async function publishIfNever(tx: ColdTx, ctx: Context, planId: PlanId): Promise<void> {
  const { planVersions } = await loadCatalog(tx, ctx.organizationId);
  const versions = [...planVersions.values()].filter((version) => version.planId === planId);
  const wasNever = versions.length > 0 && versions.every(({ status }) => status === "DRAFT");
  if (wasNever) await ensurePublished(within(ctx, tx), planId).catch(asOfThePlan);
}

/** A draft's faults lie in the plan and not in what was asked; the plan itself tells where. */
function asOfThePlan(error: unknown): never {
  if (!isDomainError(error) || error.code !== "validation_error") throw error;
  const { fields } = error.details as RefusalDetails<"validation_error">;
  throw new DomainError("validation_error", "The plan's draft cannot be published yet", {
    fields: { planId: Object.values(fields).flat() },
  });
}

async function start(
  tx: ColdTx,
  ctx: Context,
  asked: {
    readonly input: StartInput;
    readonly reference: string | null;
    readonly prepared: PreparedStart;
  },
): Promise<SubscriptionView> {
  const { input, reference, prepared } = asked;
  const { organizationId } = ctx;
  const { version, productId, choices } = prepared;
  const { course } = prepared.start;
  const isToCome = course.startedAt > ctx.at;
  const id = newId<SubscriptionId>();
  const isNew = await insertSubscription(tx, {
    ...{ id, organizationId, customerId: input.customerId, productId },
    ...{ planId: version.planId, planVersionId: version.id, currency: version.currency },
    ...{ billingCycle: input.billingCycle, metadata: input.metadata, reference, choices },
    billing: prepared.billing,
    ...{ previousId: null, startDigest: digestOf(input), createdAt: ctx.at },
    course: isToCome ? waitingFor(version, prepared.start, ctx.at) : course,
    status: isToCome ? "SCHEDULED" : course.trialEndsAt === null ? "ACTIVE" : "TRIALING",
  });
  if (!isNew) throw conflict(input.reference ?? "");
  if (isToCome) await recordStart(tx, ctx, { id, action: "subscription.scheduled" });
  else await begin(tx, ctx, { id, prepared });
  return viewOf(tx, ctx, id);
}

/** Gives, draws and asks for what the start comes with. */
async function begin(
  tx: ColdTx,
  ctx: Context,
  { id, prepared }: { readonly id: SubscriptionId; readonly prepared: PreparedStart },
): Promise<void> {
  const { customer, version, billing } = prepared;
  const { course, issues, draws, lines } = prepared.start;
  const { organizationId } = ctx;
  const customerId = customer.id;
  const invoiceId = lines.length > 0 ? newId<InvoiceId>() : null;
  // Credits and invoice belong to the moment of the start, which may lie behind.
  const then = { ...ctx, at: course.startedAt, recordedAt: ctx.at };
  const subscription = { id, customerId, currency: version.currency, billing };
  const draft = invoiceId && {
    ...{ id: invoiceId, customerId, subscriptionId: id, lines, period: course.period },
    ...({ type: "SUBSCRIPTION", billingReason: "subscription_create" } as const),
    ...{ currency: version.currency, description: version.planName },
    reference: `subscription:${id}:0`,
  };
  const { asked } = await giveWith(tx, { ctx: then, subscription, issues, draft });
  await drawFees(
    tx,
    draws.map((draw) => ({ ctx: then, subscription, version, draw })),
  );
  const { period, periodIndex: index } = course;
  await insertPeriods(tx, [
    { organizationId, customerId, subscriptionId: id, index, period, invoiceId, bookedAt: ctx.at },
  ]);
  await recordStart(tx, ctx, { id, action: "subscription.started" });
  if (asked) await issueInvoices(tx, [{ ctx: then, draft: asked }]);
  // Of a start that lies behind, the answer tells what has come since.
  await catchUp(tx, ctx, id);
}

async function recordStart(
  tx: Tx,
  ctx: Context,
  {
    id,
    action,
  }: {
    readonly id: SubscriptionId;
    readonly action: "subscription.started" | "subscription.scheduled";
  },
): Promise<void> {
  const row = await findViewRow(tx, ctx.organizationId, id);
  if (!row) throw new RangeError(`no subscription ${id}`);
  const view = subscriptionView(row);
  await recordAudit(tx, ctx, {
    action,
    entity: "subscription",
    entityId: id,
    customerId: row.customerId,
    after: view,
  });
  const message = { type: action, customerId: row.customerId, data: view };
  await publish(tx, ctx, [message]);
}

async function viewOf(tx: Tx, ctx: Context, id: SubscriptionId): Promise<SubscriptionView> {
  const row = await findViewRow(tx, ctx.organizationId, id);
  if (!row) throw new RangeError(`no subscription ${id}`);
  return subscriptionView(row);
}

const digestOf = (input: StartInput) =>
  startDigest({
    ...input,
    overrides: askedOverrides(input.overrides),
    ownTerms: input.ownTerms.map(asText),
  });

/** The first start of this reference, if it was the same one. */
function repeated(before: Subscription, input: StartInput): SubscriptionId {
  const { customerId, planId, course } = before;
  const isSame =
    customerId === input.customerId &&
    planId === input.planId &&
    before.startDigest === digestOf(input);
  if (isSame && isStartOf(course, input)) return before.id;
  throw conflict(input.reference ?? "");
}

const conflict = (reference: string) =>
  new DomainError("idempotency_conflict", "This reference started another subscription", {
    reference,
  });
