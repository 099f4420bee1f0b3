/** Gives back what a corrected use costs less: credits, or what an invoice was to ask. */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { max, min, minus, ZERO } from "@/lib/money/credits";
import { NO_MONEY, nanomoney } from "@/lib/money/money";
import { NOTHING_OWED } from "@/lib/rating/rules/owing";
import type { ConcludedUse } from "../rules/conclude-event";
import type { CorrectedUse } from "../rules/correct-use";
import { stateOf } from "../rules/decide-use";
import type { IncomingEvent } from "../rules/incoming-event";
import type { PlannedUse } from "../rules/plan-uses";
import { priceWindowOf } from "../rules/price-window";
import type { Fallen } from "../rules/settle-use";
import type { CustomerFacts } from "../rules/terms";
import { findAskingInvoice } from "../store/corrections";
import { sumReversedByHand } from "../store/draws";
import {
  type GiveBack,
  type GivenBack,
  giveBackDraws,
  giveBackSlice,
  NOTHING_BACK,
  stillOwed,
  together,
} from "./give-back";
import { giveBackMoney } from "./give-back-money";

/** Credits; and of a price in money what the invoice asks less, or an invoice has asked too much. */
export type Given = GivenBack &
  Partial<Fallen> & {
    readonly currency?: string;
    /** That has asked for what is noted. */
    readonly asking?: Awaited<ReturnType<typeof findAskingInvoice>>;
  };

type Giving = {
  readonly event: IncomingEvent;
  readonly customer: CustomerFacts;
  readonly kept: ConcludedUse;
  readonly use: PlannedUse;
  readonly corrected: CorrectedUse;
  readonly reason: string;
};

/** First of its own; what that cannot give, of the feature's others of the window. */
export function giveBackUse(tx: Tx, ctx: Context, giving: Giving): Promise<Given> {
  const { kept, corrected, event, customer, reason } = giving;
  const back = {
    ...{ customerId: customer.id, featureId: kept.featureId },
    ...{ eventId: event.id, usedAt: event.countedAt, reason },
  };
  if (corrected.money > NO_MONEY) return giveBackPrice(tx, ctx, giving, back);
  return giveBackCredits(tx, ctx, giving, back);
}

async function giveBackPrice(
  tx: Tx,
  ctx: Context,
  { kept, use, corrected, event }: Giving,
  back: GiveBack,
): Promise<Given> {
  const { transactionId, offset, credits: length, money } = kept;
  const { currency, owed, back: before, noted } = money ?? NO_SHARE;
  const own = {
    owed: nanomoney(owed > before + noted ? owed - before - noted : 0n),
    drawn: transactionId && { transactionId, slice: { offset, length } },
  };
  const given = await giveBackMoney(tx, ctx, {
    ...{ ...back, own, payers: use.payers, money: corrected.money },
    owing: stateOf(corrected.after, use.priceKey).owing ?? NOTHING_OWED,
    window: priceWindowOf(use, event.countedAt),
  });
  const isNoted = given.noted > NO_MONEY && use.priceCounter !== null;
  const asking = isNoted ? await findAskingInvoice(tx, use.priceCounter) : undefined;
  return { ...given, currency, ...(asking && { asking }) };
}

/** Kept before prices in money were told. */
const NO_SHARE = { currency: "", owed: NO_MONEY, back: NO_MONEY, noted: NO_MONEY };

async function giveBackCredits(
  tx: Tx,
  ctx: Context,
  { kept, use, corrected, event }: Giving,
  of: GiveBack,
): Promise<Given> {
  const amount = corrected.credits;
  if (amount === ZERO || use.creditUnit === null) return NOTHING_BACK;
  const back = { ...of, creditUnit: use.creditUnit };
  const { transactionId, offset, credits: length } = kept;
  const own =
    transactionId === null
      ? NOTHING_BACK
      : await giveBackSlice(tx, ctx, {
          ...{ ...back, transactionId, amount: min(amount, length) },
          slice: { offset, length },
        });
  // What was reversed by hand is back already, and is not taken from other uses once more.
  const byHand = transactionId === null ? ZERO : await sumReversedByHand(tx, transactionId);
  const rest = max(minus(stillOwed(amount, own), byHand), ZERO);
  if (rest === ZERO) return own;
  const window = priceWindowOf(use, event.countedAt);
  return together(own, await giveBackDraws(tx, ctx, { ...back, amount: rest, window }));
}
