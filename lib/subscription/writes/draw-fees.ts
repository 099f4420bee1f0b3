/** Takes fees in credits, at the start of the periods that they are for. */
import { recordAudits } from "@/lib/audit/record";
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { type ChargeId, type CustomerId, idText, type SubscriptionId } from "@/lib/ids";
import { postEachWithin } from "@/lib/ledger/post";
import type { DebitCommand } from "@/lib/ledger/rules/command";
import { findOrCreateWallet } from "@/lib/ledger/store/wallets";
import { refusalOf } from "@/lib/ledger/view";
import { creditsText } from "@/lib/money/credits";
import { publish } from "@/lib/outbox/publish";
import type { FeeDraw } from "../rules/credit-fee";
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
 * the plan says so, the item is suspended until a period of it is paid; both is told.
 *
 * @throws DomainError if the ledger refuses one for another reason; then nothing stands.
 */
export async function drawFees(tx: Tx, drawings: readonly Drawing[]): Promise<void> {
  if (drawings.length === 0) return;
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
}

function commandOf({ ctx, subscription, version, draw }: Drawing): DebitCommand {
  const { id, customerId } = subscription;
  const { fee, index, amount, extra } = draw;
  const name = extra === undefined ? String(index) : `${index}+${extra}`;
  return {
    kind: "debit",
    ...{ customerId, walletId: null, creditUnit: fee.unit.creditUnit },
    ...{ featureId: null, member: null, groupId: null },
    parts: [{ eventId: null, at: ctx.at, amount }],
    reference: `subscription:${id}:fee:${fee.id}:${name}`,
    cause: { kind: "subscription", id },
    reason: `Fee: ${fee.name || version.planName}`,
    onShortage: fee.onShortage === "SUSPEND" ? "REFUSE" : "OVERAGE",
    ...(version.overage && { overagePrice: { chargeId: fee.id, ...version.overage } }),
  };
}

type Change = Drawing & { readonly isSuspended: boolean };

async function noteSuspensions(
  tx: Tx,
  drawings: readonly Drawing[],
  unpaid: ReadonlySet<Drawing>,
): Promise<void> {
  const ids = [...new Set(drawings.map(({ subscription }) => subscription.id))];
  const before = await loadSuspended(tx, ids);
  const changes = drawings.flatMap((drawing): readonly Change[] => {
    const was = before.get(drawing.subscription.id)?.has(drawing.draw.fee.id) ?? false;
    const isSuspended = unpaid.has(drawing);
    return was === isSuspended ? [] : [{ ...drawing, isSuspended }];
  });
  if (changes.length === 0) return;
  for (const id of ids) {
    const own = changes.filter(({ subscription }) => subscription.id === id);
    if (own.length > 0) await updateSuspended(tx, id, after(before.get(id), own));
  }
  await recordAudits(tx, changes.map(auditOf));
  for (const change of changes) await publish(tx, change.ctx, [messageOf(change)]);
}

function after(before: ReadonlySet<ChargeId> = new Set(), changes: readonly Change[]): ChargeId[] {
  const now = new Set(before);
  for (const { draw, isSuspended } of changes) {
    if (isSuspended) now.add(draw.fee.id);
    else now.delete(draw.fee.id);
  }
  return [...now];
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
