/**
 * Gives back what a fallen total or a correction takes less, by reversals within the caller's
 * transaction: of the feature's own draws of the period, last first (SEMANTICS 7.4, 4.4).
 */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { TransactionId } from "@/lib/ids";
import { type CustomerId, type EventId, type FeatureId, idText, newId } from "@/lib/ids";
import { lockBooks } from "@/lib/ledger/lock-books";
import { postWithin } from "@/lib/ledger/post";
import type { ReverseCommand, Slice } from "@/lib/ledger/rules/command";
import { type Credits, min, minus, plus, ZERO } from "@/lib/money/credits";
import type { PriceWindow } from "../rules/price-window";
import { type FeatureDraw, findFeatureDraws } from "../store/draws";

export type GiveBack = {
  readonly customerId: CustomerId;
  readonly featureId: FeatureId;
  /** The event that it is given back for, and when it counts. */
  readonly eventId: EventId;
  readonly usedAt: Date;
  readonly reason?: string;
};

export type GivenBack = {
  readonly returned: Credits;
  /** Of it: what came back to a grant that had ended. */
  readonly lapsed: Credits;
  /** Noted for a credit note instead: an invoice has it. */
  readonly invoiced: Credits;
  readonly transactionIds: readonly TransactionId[];
};

export const NOTHING_BACK: GivenBack = {
  returned: ZERO,
  lapsed: ZERO,
  invoiced: ZERO,
  transactionIds: [],
};

/** What of `amount` the given-back part does not account for. */
export const stillOwed = (amount: Credits, { returned, invoiced }: GivenBack): Credits =>
  minus(amount, plus(returned, invoiced));

export const together = (a: GivenBack, b: GivenBack): GivenBack => ({
  returned: plus(a.returned, b.returned),
  lapsed: plus(a.lapsed, b.lapsed),
  invoiced: plus(a.invoiced, b.invoiced),
  transactionIds: [...a.transactionIds, ...b.transactionIds],
});

/** Pages of draws: most falls are covered by the last one. */
export const DRAWS_PAGE = 20;

/** Gives back up to `amount`; what was dropped, or given back before, is not there to give. */
export async function giveBackDraws(
  tx: Tx,
  ctx: Context,
  back: GiveBack & {
    readonly creditUnit: string;
    readonly amount: Credits;
    readonly window: PriceWindow;
  },
): Promise<GivenBack> {
  // What is left of each draw stands still from here on.
  await lockBooks(tx, ctx, back.customerId);
  const { organizationId } = ctx;
  let given = NOTHING_BACK;
  let after: FeatureDraw | null = null;
  while (stillOwed(back.amount, given) > ZERO) {
    const draws: readonly FeatureDraw[] = await findFeatureDraws(tx, {
      ...back,
      organizationId,
      after,
      limit: DRAWS_PAGE,
    });
    for (const { id, amount, left } of draws) {
      const wanted = min(stillOwed(back.amount, given), left);
      if (wanted === ZERO) break;
      const of = { transactionId: id, slice: { offset: ZERO, length: amount }, amount: wanted };
      given = together(given, await giveBackSlice(tx, ctx, { ...back, ...of }));
    }
    after = draws.at(-1) ?? null;
    if (draws.length < DRAWS_PAGE) break;
  }
  return given;
}

/** Gives back of one slice of a transaction, as much of `amount` as is left of it. */
export async function giveBackSlice(
  tx: Tx,
  ctx: Context,
  back: GiveBack & {
    readonly transactionId: TransactionId;
    readonly slice: Slice;
    readonly amount: Credits;
  },
): Promise<GivenBack> {
  if (back.amount <= ZERO) return NOTHING_BACK;
  const [outcome] = await postWithin(tx, ctx, [reversalOf(back)]);
  if (outcome?.ok) {
    const { amount, lapsed, invoiced, transactionId } = outcome;
    return { returned: amount, lapsed, invoiced, transactionIds: [transactionId] };
  }
  // Nothing is left of it, or its wallet is closed and receives nothing.
  if (outcome?.refusal.code === "invalid_state") return NOTHING_BACK;
  throw new RangeError(`the ledger refused to give back: ${outcome?.refusal.code}`);
}

function reversalOf(back: Parameters<typeof giveBackSlice>[2]): ReverseCommand {
  const { customerId, transactionId, slice, amount, eventId, usedAt, reason } = back;
  return {
    kind: "reverse",
    // Of this attempt alone: the claimed event, or the correction's own reference, acts once.
    reference: `usage:${newId()}`,
    cause: { kind: "usage", id: idText("evt", eventId) },
    ...{ customerId, transactionId, slice, amount, usedAt, restoreDays: null },
    ...(reason !== undefined && { reason }),
  };
}
