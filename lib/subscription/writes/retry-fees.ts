import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context, Origin } from "@/lib/context";
import { readSql, transact } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import type { OrganizationId, SubscriptionId } from "@/lib/ids";
import { isBooked } from "@/lib/ledger/store/known";
import { creditFeesOf, drawOf, type FeeDraw, feeCounterId } from "../rules/credit-fee";
import { feeCommand } from "../rules/fee-command";
import { countedFor } from "../rules/subscription";
import { waitingDraws } from "../rules/suspended";
import { termsOf } from "../rules/terms";
import type { SubscriptionView } from "../schema";
import type { Subscription } from "../store";
import { lockWallets } from "../store/books";
import { loadSuspended, loadWaitingFees, updateFeesTried } from "../store/suspended";
import type { RunReport } from "./advance-due";
import { viewOf } from "./announce-turn";
import { catchUp } from "./catch-up";
import { drawFees } from "./draw-fees";

/**
 * Tries fees in credits again that could not be paid, each for what is left of its period: before,
 * its item was not to be had. What cannot be paid still stays suspended.
 *
 * @throws DomainError `not_found`.
 */
export function retryFees(asking: Context, id: SubscriptionId): Promise<SubscriptionView> {
  return transact(asking, async (tx) => {
    const { ctx, subscription } = await catchUp(tx, asking, id);
    const { status, customerId } = subscription;
    if (status !== "ENDED" && status !== "PAUSED") {
      const version = await termsNow(tx, ctx, subscription);
      const draws = await suspendedDraws(tx, ctx, { subscription, version });
      await lockWallets(tx, [customerId]);
      await drawFees(
        tx,
        draws.map((draw) => ({ ctx, subscription, version, draw })),
      );
      await updateFeesTried(tx, id, ctx.at);
    }
    return viewOf(tx, ctx, id);
  });
}

async function termsNow(tx: Tx, ctx: Context, subscription: Subscription): Promise<PlanVersion> {
  const version = termsOf(await loadCatalog(tx, ctx.organizationId), subscription, ctx.at);
  if (!version) throw new RangeError(`no plan version of ${subscription.id}`);
  return version;
}

/** Of each suspended item what waits of the period that runs: its own draw, and more bought since. */
async function suspendedDraws(
  tx: Tx,
  ctx: Context,
  { subscription, version }: { readonly subscription: Subscription; readonly version: PlanVersion },
): Promise<readonly FeeDraw[]> {
  const { id, customerId, course } = subscription;
  const suspended = (await loadSuspended(tx, [id])).get(id);
  if (!suspended) return [];
  const draws: FeeDraw[] = [];
  for (const fee of creditFeesOf(version)) {
    const counter = course.grants.find(({ planGrantId }) => planGrantId === feeCounterId(fee.id));
    if (!counter) continue;
    const [current] = drawOf(fee, countedFor(course, counter), counter.issued - 1);
    const waiting = current ? waitingDraws(suspended, fee, { current, at: ctx.at }) : [];
    for (const rest of waiting) {
      const { reference } = feeCommand(rest, {
        ...{ subscriptionId: id, customerId, version, at: ctx.at },
      });
      if (!(await isBookedByAny(tx, ctx, reference))) draws.push(rest);
    }
  }
  return draws;
}

/** A start is staff's or a program's, a renewal the system's. */
async function isBookedByAny(tx: Tx, ctx: Context, reference: string): Promise<boolean> {
  for (const origin of ["system", "staff", "api"] satisfies Origin[]) {
    if (await isBooked(tx, { ...ctx, origin }, reference)) return true;
  }
  return false;
}

/** So many a run; those that stay unpaid come again once something is booked for them. */
const MOST = 500;

/** The same for all who have got credits since. One that fails holds up no other, and is told. */
export async function retryWaitingFees(
  contextOf: (organizationId: OrganizationId) => Context,
): Promise<RunReport> {
  const waiting = await loadWaitingFees({ sql: readSql }, MOST);
  const failed: { id: SubscriptionId; reason: unknown }[] = [];
  for (const { id, organizationId } of waiting) {
    await retryFees(contextOf(organizationId), id).catch((reason: unknown) => {
      failed.push({ id, reason });
    });
  }
  return { steps: waiting.length - failed.length, failed };
}
