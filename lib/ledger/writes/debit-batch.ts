import type { Context } from "@/lib/context";
import { findClockTimes } from "@/lib/customer/reads/clock";
import { atInstant } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { creditsText } from "@/lib/money/credits";
import type { AskedOne } from "../post";
import { postAll, previewAll } from "../post-all";
import type { Booked, DebitCommand } from "../rules/command";
import type { BatchInput, BatchItem, BatchView } from "../schema/wallet-commands";
import { findWalletOwners, type WalletOwner } from "../store/owners";
import { bookedView } from "../view";
import { batchRefusal } from "../view/batch";
import { manualDebit } from "./debit-wallet";

/** Nothing of it may be dropped: all, or none. */
const suffices = ({ parts }: Booked) => parts.every(({ dropped }) => dropped === 0n);

/**
 * Takes credits by hand from several wallets and customers at once: all of it, or nothing.
 *
 * A reference debits once: asked again with the same items, the first answer is given.
 *
 * @throws DomainError `insufficient_credits` with which items would have fitted; what an item
 *   by itself would meet, such as `not_found` or `invalid_state`; `idempotency_conflict`;
 *   `stale_preview`.
 */
export async function debitBatch(ctx: Context, input: BatchInput): Promise<BatchView> {
  const asked = await askedOf(ctx, input);
  const all = await postAll(asked, { suffices, fingerprint: input.fingerprint });
  if (all.ok) return batchView(all);
  if (!("stale" in all)) throw batchRefusal(input, all);
  const preview = batchView({ booked: all.stale, fingerprint: all.fingerprint });
  throw new DomainError("stale_preview", "A wallet has changed since the preview", { preview });
}

/** What `debitBatch` would do; changes nothing. @throws DomainError as it would. */
export async function previewDebitBatch(ctx: Context, input: BatchInput): Promise<BatchView> {
  const all = await previewAll(await askedOf(ctx, input), { suffices });
  if (!all.ok) throw batchRefusal(input, all);
  return batchView(all);
}

const batchView = ({
  booked,
  fingerprint,
}: {
  readonly booked: readonly Booked[];
  readonly fingerprint: string;
}): BatchView => ({
  items: booked.map((one) => bookedView(one)),
  isReplayed: booked.every(({ isReplayed }) => isReplayed),
  fingerprint,
});

async function askedOf(ctx: Context, input: BatchInput): Promise<readonly AskedOne[]> {
  const wallets = input.items.flatMap(({ target }) =>
    "walletId" in target ? [target.walletId] : [],
  );
  const owners = await findWalletOwners(ctx, wallets);
  const targets = input.items.map((item) => targetOf(item, owners));
  const customers = [...new Set(targets.map(({ customerId }) => customerId))];
  const clocks = await findClockTimes(ctx, customers);
  const content = contentOf(input);
  return targets.map((target, index) => {
    const at = clocks.get(target.customerId);
    const own = at ? atInstant(ctx, at) : ctx;
    const item = input.items[index] as BatchItem;
    const reference = referenceOf(input.reference, index);
    const debit = manualDebit(own, target, { ...item, reference });
    const { featureId, member, onShortage } = item;
    const rule = onShortage && { onShortage };
    return { ctx: own, command: { ...debit, featureId, member, ...rule, content } };
  });
}

type Target = Pick<DebitCommand, "customerId" | "walletId" | "creditUnit">;

function targetOf({ target }: BatchItem, owners: ReadonlyMap<string, WalletOwner>): Target {
  if ("customerId" in target) return { ...target, walletId: null };
  const owner = owners.get(target.walletId);
  if (!owner) throw new RangeError("a wallet's owner was not looked up");
  return { ...owner, walletId: target.walletId };
}

/** A tab is no part of a caller's own reference, so none can stand in the way of an item's. */
const referenceOf = (reference: string, index: number) => `${reference}\t${index}`;

/** The whole batch stands for each of its items: with one more or less, it is another request. */
const contentOf = ({ items }: BatchInput): string =>
  JSON.stringify(
    items.map(({ target, amount, reasonCode, reason, featureId, member, onShortage }) => [
      ...("walletId" in target ? [target.walletId] : [target.customerId, target.creditUnit]),
      ...[creditsText(amount), reasonCode, reason, featureId, member],
      // Named only where it is said: a batch that says nothing stays the same request as before.
      ...(onShortage ? [onShortage] : []),
    ]),
  );
