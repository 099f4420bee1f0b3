/** Ends a subscription within its period: weighs it, closes it, takes back what is left of its credits. */
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { GrantId } from "@/lib/ids";
import { bookDueWithin, postWithin } from "@/lib/ledger/post";
import type { VoidCommand } from "@/lib/ledger/rules/command";
import { isOfGrant, refusalOf } from "@/lib/ledger/view";
import type { Credits } from "@/lib/money/credits";
import { type Money, moneyText, sumMoney } from "@/lib/money/money";
import { cancelOutcome } from "../rules/cancel-credit";
import type { FeeReturn } from "../rules/fee-returns";
import type { CancelInput } from "../schema";
import { lockSubscription, type Subscription } from "../store";
import { loadUnspentGrants, lockWallets } from "../store/books";
import { loadGrantsLeft } from "../store/cancel-books";
import type { InvoicedFee } from "../store/change-books";
import { advanceCourses } from "./advance-courses";
import { termsNow } from "./prepare-change";
import { returnFees } from "./return-fees";
import { weighPeriod } from "./weigh-period";

/** What a close now came to. */
export type Closed = {
  /** Given back for unused time, as text. */
  readonly credited: string;
  /** Of fees in credits: before the plan's own credits are voided, to whatever paid them. */
  readonly returned: readonly FeeReturn[];
  /** The plan's credits that were unspent then. */
  readonly left: Credits;
  /** Invoices of which less is given back, because they were not paid. */
  readonly unpaid: readonly InvoicedFee["invoice"][];
};

type Ending = {
  /** Locked, and caught up. */
  readonly subscription: Subscription;
  readonly input: CancelInput;
  /** Notes that it ends now. */
  readonly end: () => Promise<void>;
};

export async function endNow(
  tx: Tx,
  ctx: Context,
  { subscription, input, end }: Ending,
): Promise<Closed> {
  const { id, customerId } = subscription;
  await lockWallets(tx, [customerId]);
  // What has lapsed by now is not unspent, and a hold that is over holds nothing.
  await bookDueWithin(tx, [{ ctx, customerId }]);
  const { returned, lines, credits, unpaid } = await weighed(tx, ctx, subscription, input);
  const unspent = await loadUnspentGrants(tx, id, customerId);
  const left = await loadGrantsLeft(tx, unspent);
  await end();
  const ending = await lockSubscription(tx, ctx.organizationId, id);
  if (!ending) throw new RangeError(`no subscription ${id}`);
  const { at: until, recordedAt: writtenAt = until, requestId } = ctx;
  const span = { until, writtenAt, grantsOnly: false, requestId, lastLines: lines };
  await advanceCourses(tx, [ending], span);
  const voided = input.credits === "void" ? unspent : [];
  await voidAll(tx, ctx, { subscription, reason: input.reason, unspent: voided });
  const credited: Money = sumMoney(credits.map(({ amount }) => amount));
  const named = new Map(unpaid.map(({ invoice }) => [invoice.id, invoice]));
  return { credited: moneyText(credited), returned, left, unpaid: [...named.values()] };
}

async function weighed(
  tx: Tx,
  ctx: Context,
  subscription: Subscription,
  { credits, unused }: CancelInput,
) {
  const catalog = await loadCatalog(tx, ctx.organizationId);
  const { version } = termsNow(catalog, subscription, ctx.at);
  const ending = { subscription, course: subscription.course, version };
  const isCredited = unused === "credit";
  const returned = isCredited ? await returnFees(tx, ctx, { ...ending, by: "end" }) : [];
  const period = await weighPeriod(tx, ctx, ending);
  const terms = { at: ctx.at, isVoided: credits === "void", isCredited };
  return { ...cancelOutcome(period, terms), returned };
}

async function voidAll(
  tx: Tx,
  ctx: Context,
  {
    subscription: { id, customerId },
    reason,
    unspent,
  }: {
    readonly subscription: Subscription;
    readonly reason: string;
    readonly unspent: readonly GrantId[];
  },
): Promise<void> {
  const commands = unspent.map(
    (grantId): VoidCommand => ({
      ...{ kind: "void", customerId, grantId, amount: null },
      reference: `subscription:${id}:end:void:${grantId}`,
      cause: { kind: "subscription", id },
      reason: reason || "The subscription was cancelled",
    }),
  );
  for (const outcome of await postWithin(tx, ctx, commands)) {
    // Lapsed or spent between the look and the lock: then nothing is left to void.
    if (!outcome.ok && !isOfGrant(outcome.refusal)) throw refusalOf(outcome.refusal);
  }
}
