/** Which grants a use would burn, in which order and why. Decides by the ledger's own rules, and changes nothing. */
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { type FeatureId, idText, type WalletId } from "@/lib/ids";
import { type Credits, creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import { previewOnBooks } from "../preview";
import { type Books, mayPayFor, type Wallet } from "../rules/books";
import { type Payer, stepBetween } from "../rules/burn-order";
import type { DebitCommand, Draw, Outcome } from "../rules/command";
import type { SimulatedGrantView, SimulationView } from "../schema/explain";
import { findWalletOwner, type WalletOwner } from "../store/owners";
import { figuresView, refusalOf } from "../view";

export type SimulateInput = {
  readonly amount: Credits;
  /** Null: a use of no feature. */
  readonly featureId: FeatureId | null;
};

/** @throws DomainError `not_found`; a shortage is part of the answer, not an error. */
export async function simulateBurn(
  ctx: Context,
  walletId: WalletId,
  { amount, featureId }: SimulateInput,
): Promise<SimulationView> {
  const owner = await findWalletOwner(ctx, walletId);
  const now = await onClock(ctx, owner.customerId);
  const command = simulatedUse(owner, walletId, { amount, featureId, at: now.at });
  const { outcome, books } = await previewOnBooks(now, command);
  const wallet = books.wallets.get(walletId);
  if (!wallet) throw new RangeError("a wallet left its books");
  const taken = outcome.ok ? outcome.amount : ZERO;
  const after = outcome.ok && outcome.figures.find((figures) => figures.walletId === walletId);
  return {
    walletId: idText("wal", walletId),
    at: now.at.toISOString(),
    amount: creditsText(amount),
    featureId: featureId === null ? null : idText("feat", featureId),
    taken: creditsText(taken),
    dropped: creditsText(outcome.ok ? minus(amount, taken) : ZERO),
    overage: creditsText(owedBy(outcome)),
    before: figuresView(wallet),
    after: figuresView(after || wallet),
    grants: simulatedGrants(payersOf(books, wallet), featureId, outcome.ok ? outcome.draws : []),
    refusal: refusalView(outcome),
  };
}

const simulatedUse = (
  { customerId, creditUnit }: WalletOwner,
  walletId: WalletId,
  { amount, featureId, at }: SimulateInput & { at: Date },
): DebitCommand => ({
  kind: "debit",
  ...{ customerId, creditUnit, walletId, featureId },
  ...{ member: null, groupId: null, reference: "simulation" },
  parts: [{ eventId: null, at, amount }],
});

const owedBy = (outcome: Outcome): Credits =>
  outcome.ok ? outcome.parts.map(({ overage }) => overage).reduce(plus, ZERO) : ZERO;

function refusalView(outcome: Outcome): SimulationView["refusal"] {
  if (outcome.ok) return null;
  const { code, message, details } = refusalOf(outcome.refusal);
  return { code, message, shortfall: "shortfall" in details ? details.shortfall : null };
}

/** Every grant of the wallet with credits to spend, in the order they burn. */
const payersOf = ({ burnOrder, grants }: Books, wallet: Wallet): readonly Payer[] =>
  burnOrder
    .flatMap((id) => grants.get(id) ?? [])
    .filter(({ walletId, available }) => walletId === wallet.id && available > ZERO)
    .map((grant) => ({ wallet, grant }));

function simulatedGrants(
  payers: readonly Payer[],
  featureId: FeatureId | null,
  draws: readonly Draw[],
): SimulatedGrantView[] {
  const drawn = new Map(draws.map(({ grantId, amount }) => [grantId, amount]));
  const mayPay = ({ wallet, grant }: Payer) =>
    mayPayFor(wallet.featureIds, featureId) && mayPayFor(grant.featureIds, featureId);
  return payers.map((payer, place) => {
    const { grant } = payer;
    const takes = drawn.get(grant.id) ?? ZERO;
    const rival = payers.slice(place + 1).find(mayPay);
    return {
      grantId: idText("grt", grant.id),
      name: grant.name,
      expiresAt: grant.expiresAt?.toISOString() ?? null,
      order: place + 1,
      available: creditsText(grant.available),
      takes: creditsText(takes),
      leftAfter: creditsText(minus(grant.available, takes)),
      mayPay: mayPay(payer),
      decidedBy: mayPay(payer) ? stepBetween(payer, rival) : null,
    };
  });
}
