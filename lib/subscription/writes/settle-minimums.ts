import type { UsageCharge } from "@/lib/catalog/rules/catalog";
import { NO_TALLY } from "@/lib/catalog/rules/pricing";
import type { Tx } from "@/lib/db/tx";
import type { SubscriptionId } from "@/lib/ids";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { minimumLine } from "@/lib/invoicing/rules/usage-lines";
import { postEachWithin } from "@/lib/ledger/post";
import { mayPayFor } from "@/lib/ledger/rules/books";
import type { DebitCommand, Outcome } from "@/lib/ledger/rules/command";
import type { MoneyPayer } from "@/lib/ledger/rules/money-terms";
import { refusalOf } from "@/lib/ledger/view";
import { nanocredits } from "@/lib/money/credits";
import { ONE, timesOverHalfUp } from "@/lib/money/decimal";
import { type Money, NO_MONEY, nanomoney } from "@/lib/money/money";
import {
  type Close,
  currencyOfCharge,
  isOfTrial,
  type Shortfall,
  shortfallOf,
  usageCharges,
} from "../rules/usage-due";
import { insertMinimums } from "../store/minimums";
import { loadPauses } from "../store/pause-spans";
import { loadPayingWallets, loadTallies, type PayingWallet } from "../store/usage-owed";
import type { Closing } from "./invoice-overage";

/** A period of a subscription that closes, and what its invoice asks for use. */
export type UsageClosing = Closing & { readonly step: Close };
export type UsageLines = ReadonlyMap<SubscriptionId, readonly InvoiceLine[]>;

/** What is missing to a charge's minimum in the period that closes. */
type Missing = { readonly closing: UsageClosing; readonly charge: UsageCharge } & Shortfall;

/**
 * Settles the minimums of use once, at the period's end (SEMANTICS 7.4, 8.9): from the wallets where
 * the charge does, and what they cannot pay as a line. A price in credits without a price for credits
 * beyond the wallet is owed there.
 */
export async function settleMinimums(
  tx: Tx,
  closings: readonly UsageClosing[],
): Promise<UsageLines> {
  const missing = await loadMissing(tx, closings);
  if (missing.length === 0) return new Map();
  const customers = [...new Set(missing.map(({ closing }) => closing.subscription.customerId))];
  const wallets = await loadPayingWallets(tx, customers);
  const asked = missing.flatMap((one) => {
    const command = commandOf(one, wallets);
    return command ? [{ one, ctx: one.closing.ctx, command }] : [];
  });
  const outcomes = await postEachWithin(tx, asked);
  const paid = new Map(asked.map(({ one }, index) => [one, outcomes[index]]));
  const settled = missing.map((one) => ({ one, unpaid: unpaidOf(one, paid.get(one)) }));
  await insertMinimums(tx, settled.flatMap(askedPart));
  const lines = new Map<SubscriptionId, InvoiceLine[]>();
  for (const { one, unpaid } of settled) {
    const { id } = one.closing.subscription;
    const line = lineOf(one, unpaid);
    if (line) lines.set(id, [...(lines.get(id) ?? []), line]);
  }
  return lines;
}

/** In money: what was missing, whoever paid it; of a price in credits, what the invoice asks. */
function askedPart({ one, unpaid }: { readonly one: Missing; readonly unpaid: Money }) {
  const { charge, missing, closing } = one;
  const { ctx, step, subscription } = closing;
  const amount = charge.unit.kind === "money" ? nanomoney(missing) : unpaid;
  if (amount <= NO_MONEY) return [];
  const { id: subscriptionId, customerId } = subscription;
  const key = { customerId, chargeId: charge.id, windowStart: step.ended.start };
  const { organizationId, at } = ctx;
  return [{ ...key, amount, organizationId, subscriptionId, bookedAt: ctx.recordedAt ?? at }];
}

async function loadMissing(tx: Tx, closings: readonly UsageClosing[]): Promise<readonly Missing[]> {
  const asked = closings
    .filter(({ step }) => !isOfTrial(step, step.ended.start))
    .flatMap((closing) =>
      usageCharges(closing.version)
        .filter(({ pricing }) => (pricing.minimum ?? 0n) > 0n)
        .map((charge) => ({ closing, charge })),
    );
  if (asked.length === 0) return [];
  const tallies = await loadTallies(
    tx,
    asked.map(({ closing: { subscription, step }, charge }) => ({
      ...{ customerId: subscription.customerId, windowStart: step.ended.start },
      ...{ featureId: charge.featureId, chargeId: charge.id },
    })),
  );
  const pauses = await loadPausesOf(tx, asked);
  return asked
    .map(({ closing, charge }, index) => {
      const paused = pauses.get(closing.subscription.id) ?? [];
      const tally = tallies[index] ?? NO_TALLY;
      return { closing, charge, ...shortfallOf(charge, tally, { ...closing.step, paused }) };
    })
    .filter(({ missing }) => missing > 0n);
}

function loadPausesOf(tx: Tx, asked: readonly { readonly closing: UsageClosing }[]) {
  const ids = asked.map(({ closing }) => closing.subscription.id);
  const latest = Math.max(...asked.map(({ closing }) => closing.ctx.at.getTime()));
  return loadPauses(tx, [...new Set(ids)], new Date(latest));
}

/** Null: nothing is taken from wallets. */
function commandOf(
  { closing, charge, missing }: Missing,
  wallets: readonly PayingWallet[],
): DebitCommand | null {
  const { ctx, subscription, name } = closing;
  const { id, featureId, unit, settle, overage } = charge;
  if (settle === "invoice") return null;
  const payers = payersOf(closing, charge, wallets);
  const creditUnit = unit.kind === "credits" ? unit.creditUnit : payers[0]?.creditUnit;
  if (creditUnit === undefined) return null;
  return {
    ...{ kind: "debit", customerId: subscription.customerId, featureId, creditUnit },
    ...{ walletId: null, member: null, groupId: null },
    reference: `subscription:${subscription.id}:${name}:minimum:${id}`,
    cause: { kind: "subscription", id: subscription.id },
    reason: "The minimum of the period",
    parts: [{ eventId: null, at: ctx.at, amount: nanocredits(missing) }],
    ...(unit.kind === "money"
      ? { inMoney: payers.filter((payer) => payer.creditUnit === creditUnit).map(asPayer) }
      : { onShortage: overage === null ? "OVERAGE" : "CAP" }),
  };
}

const payersOf = (
  { subscription }: UsageClosing,
  { unit, featureId }: UsageCharge,
  wallets: readonly PayingWallet[],
) =>
  wallets.filter(
    (wallet) =>
      wallet.customerId === subscription.customerId &&
      unit.kind === "money" &&
      wallet.currency === unit.currency &&
      mayPayFor(wallet.featureIds, featureId),
  );

const asPayer = ({ walletId, rate }: PayingWallet): MoneyPayer => ({
  ...{ walletId, rate },
  covered: null,
});

/** What is left for the invoice, in money. */
function unpaidOf({ charge, missing }: Missing, outcome: Outcome | undefined): Money {
  const { unit, settle, overage } = charge;
  const inMoney = (credits: bigint) =>
    nanomoney(overage === null ? 0n : timesOverHalfUp(credits, overage.unitPrice, ONE));
  if (outcome === undefined) {
    if (unit.kind === "money") return nanomoney(missing);
    return settle === "invoice" ? inMoney(missing) : NO_MONEY;
  }
  if (!outcome.ok) {
    if (outcome.refusal.code !== "insufficient_credits") throw refusalOf(outcome.refusal);
    // No wallet of the unit could owe it.
    return inMoney(missing);
  }
  const [part] = outcome.parts;
  return unit.kind === "money" ? (part?.money?.owed ?? NO_MONEY) : inMoney(part?.dropped ?? 0n);
}

function lineOf({ closing, charge, minimum }: Missing, unpaid: Money): InvoiceLine | null {
  const { catalog, version, step } = closing;
  const currency = currencyOfCharge(charge) ?? charge.overage?.currency ?? version.currency;
  if (unpaid === NO_MONEY || currency !== version.currency) return null;
  const featureName = catalog.features.get(charge.featureId)?.name ?? "Use";
  const told = { period: step.ended, currency };
  return minimumLine({ charge, featureName }, { minimum, missing: unpaid }, told);
}
