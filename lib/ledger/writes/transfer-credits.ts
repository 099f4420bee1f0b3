import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { retryPassingFaults } from "@/lib/db/retry";
import { transactHot } from "@/lib/db/transact";
import type { Tx } from "@/lib/db/tx";
import { DomainError } from "@/lib/errors";
import { type CustomerId, type GrantId, idText } from "@/lib/ids";
import { postEachWithin } from "../post";
import { preview } from "../preview";
import type { Booked, Command, Outcome } from "../rules/command";
import type { TransferInCommand, TransferOutCommand } from "../rules/move-command";
import { transferTerms } from "../rules/transfer";
import type { BookedView } from "../schema";
import type { TransferInput } from "../schema/commands";
import { findWalletOwner } from "../store/owners";
import { findGrantHome, type GrantHome, lockBothSides } from "../store/transfer";
import { refusalOf } from "../view";
import { transferView } from "../view/transfer";

/** Both sides of a transfer: who asks at each customer's time, and what is asked of the first. */
type Ground = {
  readonly home: GrantHome;
  readonly receiverId: CustomerId;
  readonly from: Context;
  readonly to: Context;
  readonly out: TransferOutCommand;
};

/**
 * Moves credits of a grant to another wallet, of the same customer or of another, with their terms.
 * Each customer's ledger has its own side, as a transaction; both stand or neither does.
 *
 * @throws DomainError `not_found`; `invalid_state` if nothing is available, for a frozen or closed
 *   wallet that they leave, or a closed one that they go to; `validation_error` for the same
 *   wallet, one of another unit, or more than is available; `idempotency_conflict`; `stale_preview`.
 */
export async function transferCredits(
  ctx: Context,
  grantId: GrantId,
  input: TransferInput,
): Promise<BookedView> {
  const ground = await groundOf(ctx, grantId, input);
  return retryPassingFaults(() =>
    transactHot(async (tx) => {
      const view = await bookBoth(tx, ground);
      const { fingerprint } = input;
      const isStale = fingerprint !== undefined && fingerprint !== view.fingerprint;
      if (isStale && !view.isReplayed) throw stale(view);
      return view;
    }),
  );
}

/** What `transferCredits` would do; changes nothing. @throws DomainError as it would. */
export async function previewTransfer(
  ctx: Context,
  grantId: GrantId,
  input: TransferInput,
): Promise<BookedView> {
  const ground = await groundOf(ctx, grantId, input);
  const left = accepted(await preview(ground.from, ground.out));
  const arrived = accepted(await preview(ground.to, incoming(ground, left)));
  return transferView(left, arrived);
}

async function groundOf(
  ctx: Context,
  grantId: GrantId,
  { walletId, amount, reason, reference }: TransferInput,
): Promise<Ground> {
  const home = await findGrantHome(ctx, grantId);
  const receiver = await findWalletOwner(ctx, walletId);
  if (receiver.creditUnit !== home.creditUnit) {
    const message = `This wallet counts in ${receiver.creditUnit}, the grant in ${home.creditUnit}`;
    throw new DomainError("validation_error", message, { fields: { walletId: [message] } });
  }
  return {
    home,
    receiverId: receiver.customerId,
    from: await onClock(ctx, home.customerId),
    to: await onClock(ctx, receiver.customerId),
    out: {
      ...{ kind: "transfer_out", customerId: home.customerId, grantId, toWalletId: walletId },
      ...{ amount, reason, reference, cause: { kind: "wallet", id: idText("wal", walletId) } },
    },
  };
}

async function bookBoth(tx: Tx, ground: Ground): Promise<BookedView> {
  const { from, to, out } = ground;
  await lockBothSides(tx, [ground.home.customerId, ground.receiverId]);
  // Anew: what has moved out of the grant meanwhile counts in the cost of what moves now.
  const home = await findGrantHome(from, out.grantId, tx);
  const left = accepted(await postOne(tx, from, out));
  const arrived = accepted(await postOne(tx, to, incoming({ ...ground, home }, left)));
  return transferView(left, arrived);
}

/** Named by the side that it follows from: a repeat of that one repeats this one. */
function incoming({ home, receiverId, out }: Ground, left: Booked): TransferInCommand {
  const { reason } = out;
  return {
    kind: "transfer_in",
    customerId: receiverId,
    reference: left.transactionId,
    content: `transfer_in ${left.transactionId}`,
    cause: { kind: "transaction", id: idText("ltx", left.transactionId) },
    ...(reason !== undefined && { reason }),
    walletId: out.toWalletId,
    terms: transferTerms(home.grant, left.amount),
  };
}

async function postOne(tx: Tx, ctx: Context, command: Command): Promise<Outcome> {
  const [outcome] = await postEachWithin(tx, [{ ctx, command }]);
  if (!outcome) throw new RangeError("a command had no outcome");
  return outcome;
}

function accepted<Side extends Booked>(outcome: Side | Extract<Outcome, { ok: false }>): Side {
  if (!outcome.ok) throw refusalOf(outcome.refusal);
  return outcome;
}

const stale = (view: BookedView) =>
  new DomainError("stale_preview", "The wallets have changed since the preview", { preview: view });
