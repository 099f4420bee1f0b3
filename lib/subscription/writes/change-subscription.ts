import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { type ColdTx, transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { digestOf } from "@/lib/digest";
import { DomainError, notFound } from "@/lib/errors";
import {
  idText,
  newId,
  type PlanMigrationId,
  type SubscriptionChangeId,
  type SubscriptionId,
} from "@/lib/ids";
import { dueAtOf } from "@/lib/invoicing/rules/billing";
import { NO_MONEY, sumMoney } from "@/lib/money/money";
import { publish } from "@/lib/outbox/publish";
import { type Change, planChange } from "../rules/change";
import type { RenewalTarget } from "../rules/new-anchor";
import type { ChangeInput, ChangeOutcome, ChangeView } from "../schema/change";
import { lockStarts, type Subscription } from "../store";
import {
  type ChangeRecord,
  findChange,
  findChangeByReference,
  findOwner,
  insertChange,
  updateEnd,
} from "../store/changes";
import { updateSuccessorVersion } from "../store/successors";
import { changeView, outcomeView, plannedView } from "../view/change";
import { callOffScheduled } from "./call-off-change";
import { catchUp } from "./catch-up";
import { type AskedChange, type PreparedChange, prepareChange } from "./prepare-change";
import { prepareRenewalMove } from "./prepare-renewal-move";
import { replaceSubscription } from "./replace-subscription";
import { publishIfNever } from "./start-subscription";

/**
 * Changes a subscription's plan or tier, now or at its period's end: it ends, and its successor
 * starts at the same moment, together or not at all. What was scheduled before is called off.
 *
 * A reference changes once: asked again, the first change is the answer.
 *
 * @throws DomainError as `prepareChange`; `idempotency_conflict` if the reference made another change.
 */
export async function changeSubscription(
  ctx: Context,
  id: SubscriptionId,
  input: ChangeInput,
): Promise<ChangeView> {
  return (await changeSubscriptionOnce(ctx, id, input)).view;
}

/** The same, and whether an earlier call has made it. */
export async function changeSubscriptionOnce(
  asking: Context,
  id: SubscriptionId,
  input: ChangeInput,
): Promise<{ readonly view: ChangeView; readonly isReplayed: boolean }> {
  const { reference, metadata } = input;
  const told: Told = {
    reference: reference && `${asking.origin}:${reference}`,
    digest: digestOfInput(id, input),
    metadata,
    ...{ migrationId: null, renewalMoveId: null },
  };
  return transact(asking, async (tx) => {
    await lockOwner(tx, asking, id);
    if (asking.origin === "api" && input.planId) await publishIfNever(tx, asking, input.planId);
    return changeOnce(tx, asking, { id, asked: input, told });
  });
}

type ChangeOf = {
  readonly id: SubscriptionId;
  readonly asked: AskedChange | AskedMove;
  readonly told: Told;
};

/** Unless the reference has made this change before. */
export async function changeOnce(
  tx: ColdTx,
  asking: Context,
  change: ChangeOf,
): Promise<{ readonly view: ChangeView; readonly isReplayed: boolean }> {
  await lockOwner(tx, asking, change.id);
  const before = change.told.reference && (await repeated(tx, asking, change.told));
  if (before) return { view: changeView(before), isReplayed: true };
  return { view: await changeLocked(tx, asking, change), isReplayed: false };
}

/** What goes with a change beside what it changes. */
export type Told = Pick<
  ChangeRecord,
  "reference" | "digest" | "metadata" | "migrationId" | "renewalMoveId"
> & {
  /** Of a moved renewal date; absent: none was given. */
  readonly reason?: string;
};

/** Another day to renew on, with all else as it is. */
export type AskedMove = { readonly renewal: RenewalTarget };

/** Who else starts or changes something for this customer waits here, and then sees this. */
export async function lockOwner(tx: Tx, ctx: Context, id: SubscriptionId): Promise<void> {
  const owner = await findOwner(tx, ctx.organizationId, id);
  if (!owner) throw notFound("subscription", idText("sub", id));
  await lockStarts(tx, ctx.organizationId, owner);
}

/** Of a customer whose starts are locked. */
export async function changeLocked(
  tx: ColdTx,
  asking: Context,
  { id, asked, told }: ChangeOf,
): Promise<ChangeView> {
  const { ctx, subscription } = await catchUp(tx, asking, id);
  // The moment that was shown lies before what has been booked since.
  if (ctx.at < subscription.course.period.start) {
    throw new DomainError("stale_preview", "It has been renewed since", { preview: null });
  }
  const prepared =
    "renewal" in asked
      ? await prepareRenewalMove(tx, ctx, subscription, asked.renewal)
      : await prepareChange(tx, ctx, subscription, asked);
  await callOffScheduled(tx, ctx, id);
  const changing = { subscription, prepared, told };
  const change =
    prepared.time === "now"
      ? await changeNow(tx, ctx, changing)
      : await schedule(tx, ctx, changing);
  if (!(await insertChange(tx, change))) throw conflict(told.reference ?? "");
  const inserted = await findChange(tx, ctx.organizationId, change.id);
  if (!inserted) throw new RangeError(`no change ${change.id}`);
  return changeView(inserted);
}

type Changing = {
  readonly subscription: Subscription;
  readonly prepared: PreparedChange;
  readonly told: Told;
};

async function changeNow(
  tx: ColdTx,
  ctx: Context,
  { subscription, prepared, told }: Changing,
): Promise<ChangeRecord> {
  const { id } = subscription;
  const { outcome, successorId, invoiceId } = await replaceSubscription(tx, ctx, {
    ...{ subscription, prepared, metadata: told.metadata },
    course: { ...subscription.course, endsAt: null },
    end: async () => {
      await updateEnd(tx, id, { endsAt: ctx.at, at: ctx.at });
      await updateSuccessorVersion(tx, id, prepared.to.version.id);
      await catchUp(tx, ctx, id);
    },
  });
  const done = { status: "DONE", successorId, dueAt: ctx.at, outcome, invoiceId } as const;
  return { ...recordOf(ctx, { subscription, prepared, told }), ...done };
}

/** It ends where its period does; the close then starts the successor (`carry-out-changes.ts`). */
async function schedule(tx: Tx, ctx: Context, changing: Changing): Promise<ChangeRecord> {
  const { subscription, prepared, told } = changing;
  const { id, customerId, course } = subscription;
  const dueAt = course.period.end;
  await updateEnd(tx, id, { endsAt: dueAt, at: ctx.at });
  const outcome = outcomeThen(subscription, prepared);
  const common = recordOf(ctx, changing);
  const change: ChangeRecord = { ...common, status: "SCHEDULED", dueAt, outcome };
  await recordAudit(tx, ctx, {
    action: "subscription.change_scheduled",
    entity: "subscription",
    entityId: id,
    customerId,
    ...(told.reason && { reason: told.reason }),
    ...{ before: outcome.from, after: { ...outcome.to, ...plannedView(change) } },
  });
  const data = changeView(change);
  await publish(tx, ctx, [{ type: "subscription.change_scheduled", customerId, data }]);
  return change;
}

/** What the change will come to, as far as that is known: of a period that was lived nothing is given back. */
function outcomeThen({ course, billing }: Subscription, prepared: PreparedChange): ChangeOutcome {
  const { version } = prepared.from;
  const from = { version, course, fees: [], grants: [], replacesOneTime: false };
  const at = { at: course.period.end, mode: prepared.mode };
  const change = planChange(from, prepared.to, at);
  const { lines } = change;
  const total = totalOf(change);
  const terms = { netDays: billing.netDays, zone: course.zone };
  const dueAt = lines.length > 0 ? dueAtOf(at.at, terms) : null;
  return outcomeView({
    ...{ ...prepared, change, invoice: { total, lines, dueAt }, closing: null },
    awaitsPayment: billing.grantOn === "payment" && total > NO_MONEY,
    ...{ grants: [], returned: [], voided: [], kept: [], before: [], after: [] },
  });
}

const totalOf = ({ lines }: Change) => sumMoney(lines.map(({ amount }) => amount));

function recordOf(
  ctx: Context,
  { subscription, prepared: { to, mode }, told }: Changing,
): Omit<ChangeRecord, "status" | "dueAt" | "outcome"> {
  const { organizationId, customerId, id: subscriptionId } = subscription;
  const { version, choices, billingPeriod, anchor = null } = to;
  const { reason: _, ...named } = told;
  const at = ctx.recordedAt ?? ctx.at;
  return {
    id: newId<SubscriptionChangeId>(),
    ...{ organizationId, customerId, subscriptionId, mode, choices, billingPeriod },
    ...{ planId: version.planId, planVersionId: version.id },
    ...{ successorId: null, invoiceId: null, createdAt: at, updatedAt: at },
    ...{ anchor, ...named },
  };
}

async function repeated(
  tx: Tx,
  ctx: Context,
  { reference, digest }: Told,
): Promise<ChangeRecord | undefined> {
  const before = await findChangeByReference(tx, ctx.organizationId, reference ?? "");
  if (before && before.digest !== digest) throw conflict(reference ?? "");
  return before;
}

/** Stands for what was asked for, in whatever order. */
function digestOfInput(id: SubscriptionId, input: ChangeInput): string {
  const { planId, billingPeriod, tier, tiers, mode, when } = input;
  const named = Object.entries(tiers).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return digestOf(JSON.stringify([id, planId, billingPeriod, tier, named, mode, when]));
}

const conflict = (reference: string) =>
  new DomainError("idempotency_conflict", "This reference made another change", {
    reference: reference.slice(reference.indexOf(":") + 1),
  });

/** The name under which a migration changes a subscription: once, whoever runs it again. */
export const toldByMigration = (migrationId: PlanMigrationId, id: SubscriptionId): Told => ({
  reference: `system:migration:${migrationId}:${id}`,
  digest: migrationId,
  metadata: {},
  ...{ migrationId, renewalMoveId: null },
});
