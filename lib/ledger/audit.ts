/** Which commands are a person's or a key's act on money, and how the audit log tells them. */
import { type AuditEntry, recordAudits } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { idText } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { isDue, type Writing } from "./store/writing";

const ACTIONS = {
  grant: "wallet.credited",
  activate: "grant.activated",
  debit: "wallet.debited",
  void: "grant.voided",
  expire: "wallet.expired",
  reverse: "transaction.reversed",
  invoice_overage: "wallet.overage_invoiced",
  hold: "hold.placed",
  capture: "hold.captured",
  release: "hold.released",
  freeze: "wallet.frozen",
  unfreeze: "wallet.unfrozen",
  close: "wallet.closed",
  adjust: "wallet.adjusted",
  extend: "grant.extended",
  transfer_out: "grant.transferred",
  transfer_in: "wallet.received",
  void_wallet: "wallet.voided",
  reset: "wallet.reset",
  start_refill: "refill.started",
  stop_refill: "refill.stopped",
} as const;

/** Writes them in the transaction of the change; metered use explains itself in the ledger. */
export function auditsOf(tx: Tx, writings: readonly Writing[]): Promise<void> {
  return recordAudits(tx, writings.filter(isAct).map(recordOf));
}

function isAct(writing: Writing): boolean {
  const { ctx, command } = writing;
  if (isDue(writing) || ctx.origin === "system" || command.cause?.kind === "usage") return false;
  return command.kind !== "debit" || command.reasonCode !== undefined;
}

function recordOf({ ctx, command, transaction }: Writing): { ctx: Context; entry: AuditEntry } {
  const entry: AuditEntry = {
    action: ACTIONS[command.kind],
    entity: "transaction",
    entityId: idText("ltx", transaction.id),
    customerId: command.customerId,
    ...(command.reason !== undefined && { reason: command.reason }),
    after: {
      amount: creditsText(transaction.amount),
      reference: command.reference,
      ...(transaction.holdId !== null && { holdId: idText("hld", transaction.holdId) }),
      ...(command.reasonCode !== undefined && { reasonCode: command.reasonCode }),
      figures: transaction.postings.map(({ walletId, available, held, pending, overage }) => ({
        walletId: idText("wal", walletId),
        available: creditsText(available),
        held: creditsText(held),
        pending: creditsText(pending),
        overage: creditsText(overage),
      })),
    },
  };
  return { ctx, entry };
}
