/** Takes fees in credits, at the start of the periods that they are for. */
import { recordAudits } from "@/lib/audit/record";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idText, type SubscriptionId } from "@/lib/ids";
import { postEachWithin } from "@/lib/ledger/post";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { refusalOf } from "@/lib/ledger/view";
import { creditsText } from "@/lib/money/credits";
import { publish } from "@/lib/outbox/publish";
import type { FeeDraw } from "../rules/credit-fee";
import { feeCommand } from "../rules/fee-command";
import { afterDraw, NOTHING_SUSPENDED, type Suspended } from "../rules/suspended";
import { loadSuspended, updateSuspended } from "../store/suspended";

export type Drawing = {
  /** The moment at which it is due. */
  readonly ctx: Context;
  readonly subscription: { readonly id: SubscriptionId; readonly customerId: CustomerId };
  readonly version: Pick<PlanVersion, "overage" | "planName">;
  readonly draw: FeeDraw;
};

/**
 * Draws each fee once, whoever asks again. What the wallets cannot pay becomes overage, or, where
 * the plan says so, the item is suspended until that is paid, or its next period; both is told.
 *
 * @returns those that were not paid.
 * @throws DomainError if the ledger refuses one for another reason; then nothing stands.
 */
export async function drawFees(
  tx: Tx,
  drawings: readonly Drawing[],
): Promise<ReadonlySet<Drawing>> {
  if (drawings.length === 0) return new Set();
  const asked = [];
  for (const drawing of drawings) {
    const { ctx, subscription, draw } = drawing;
    // Somebody has to owe it: without a wallet there is nobody.
    await findOrCreateWallet(tx, ctx, subscription.customerId, draw.fee.unit.creditUnit);
    asked.push({ ctx, command: commandOf(drawing) });
  }
  const outcomes = await postEachWithin(tx, asked);
  const unpaid = new Set<Drawing>();
  for (const [index, outcome] of outcomes.entries()) {
    const drawing = drawings[index];
    if (outcome.ok || !drawing) continue;
    const { code } = outcome.refusal;
    if (code !== "insufficient_credits" && code !== "limit_reached")
      throw refusalOf(outcome.refusal);
    unpaid.add(drawing);
  }
  await noteSuspensions(tx, drawings, unpaid);
  return unpaid;
}

const commandOf = ({ ctx, subscription, version, draw }: Drawing) =>
  feeCommand(draw, {
    ...{ subscriptionId: subscription.id, customerId: subscription.customerId },
    ...{ version, at: ctx.at },
  });

type Change = Drawing & { readonly isSuspended: boolean };

async function noteSuspensions(
  tx: Tx,
  drawings: readonly Drawing[],
  unpaid: ReadonlySet<Drawing>,
): Promise<void> {
  const ids = [...new Set(drawings.map(({ subscription }) => subscription.id))];
  const before = await loadSuspended(tx, ids);
  if (before.size === 0 && unpaid.size === 0) return;
  const changes: Change[] = [];
  for (const id of ids) {
    const was = before.get(id) ?? NOTHING_SUSPENDED;
    const own = drawings.filter(({ subscription }) => subscription.id === id);
    if (!before.has(id) && !own.some((drawing) => unpaid.has(drawing))) continue;
    const now = own.reduce(
      (then, drawing) => afterDraw(then, drawing.draw, unpaid.has(drawing) ? "unpaid" : "paid"),
      was,
    );
    await updateSuspended(tx, id, now);
    changes.push(...turned(own, was, now));
  }
  await recordAudits(tx, changes.map(auditOf));
  for (const change of changes) await publish(tx, change.ctx, [messageOf(change)]);
}

/** Each item that is suspended from now on, or had again, by its last draw. */
function turned(drawings: readonly Drawing[], was: Suspended, now: Suspended): readonly Change[] {
  const last = new Map(drawings.map((drawing) => [drawing.draw.fee.id, drawing]));
  return [...last].flatMap(([id, drawing]) => {
    const isSuspended = now.charges.has(id);
    return was.charges.has(id) === isSuspended ? [] : [{ ...drawing, isSuspended }];
  });
}

const actionOf = ({ isSuspended }: Change) =>
  isSuspended ? "subscription.item_suspended" : "subscription.item_resumed";

const auditOf = (change: Change) => ({
  ctx: change.ctx,
  entry: {
    action: actionOf(change),
    entity: "subscription",
    entityId: change.subscription.id,
    customerId: change.subscription.customerId,
    after: { item: change.draw.fee.name, credits: creditsText(change.draw.amount) },
  },
});

const messageOf = (change: Change) => ({
  type: actionOf(change),
  customerId: change.subscription.customerId,
  data: {
    id: idText("sub", change.subscription.id),
    customerId: idText("cus", change.subscription.customerId),
    priceId: idText("price", change.draw.fee.id),
    name: change.draw.fee.name,
    credits: creditsText(change.draw.amount),
    periodStart: change.draw.period.start.toISOString(),
    periodEnd: change.draw.period.end.toISOString(),
  },
});
