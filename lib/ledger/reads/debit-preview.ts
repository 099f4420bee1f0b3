/** The preview of a manual debit: which grants burn, in which order and why (DASHBOARD §1.1). */
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { idText, type WalletId } from "@/lib/ids";
import { type Credits, creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import { previewOnBooks } from "../preview";
import { type Books, type Grant, mayPayFor, type Wallet } from "../rules/books";
import type { Draw, Outcome } from "../rules/command";
import type { DebitPreviewInput, DebitPreviewView, PreviewedGrantView } from "../schema";
import { findWalletOwner } from "../store/owners";
import { figuresView, refusalOf } from "../view";
import { manualDebit } from "../writes/debit-wallet";

/** @throws DomainError `not_found`; a shortage is part of the answer, not an error. */
export async function previewDebit(
  ctx: Context,
  walletId: WalletId,
  { amount }: DebitPreviewInput,
): Promise<DebitPreviewView> {
  const owner = await findWalletOwner(ctx, walletId);
  const own = await onClock(ctx, owner.customerId);
  const why = { reasonCode: "other", reason: "preview", reference: "preview" } as const;
  const command = manualDebit(own, { ...owner, walletId }, { amount, ...why });
  const { outcome, books } = await previewOnBooks(own, command);
  const wallet = books.wallets.get(walletId);
  if (!wallet) throw new RangeError("a wallet left its books");
  return {
    walletId: idText("wal", walletId),
    at: own.at.toISOString(),
    amount: creditsText(amount),
    taken: creditsText(outcome.ok ? outcome.amount : ZERO),
    dropped: creditsText(outcome.ok ? minus(amount, outcome.amount) : ZERO),
    overage: creditsText(owedBy(outcome)),
    before: figuresView({ ...wallet }),
    after: figuresView(figuresAfter(outcome, wallet)),
    grants: previewedGrants(books, wallet, outcome.ok ? outcome.draws : []),
    refusal: outcome.ok ? null : refusalView(outcome),
    fingerprint: outcome.ok ? outcome.fingerprint : null,
  };
}

const owedBy = (outcome: Outcome): Credits =>
  outcome.ok ? outcome.parts.map(({ overage }) => overage).reduce(plus, ZERO) : ZERO;

const figuresAfter = (outcome: Outcome, wallet: Wallet) =>
  (outcome.ok && outcome.figures.find(({ walletId }) => walletId === wallet.id)) || wallet;

function refusalView(outcome: Extract<Outcome, { ok: false }>) {
  const { code, message, details } = refusalOf(outcome.refusal);
  return { code, message, shortfall: "shortfall" in details ? details.shortfall : null };
}

/** Every grant with credits to spend, in the order they burn. */
function previewedGrants(
  books: Books,
  wallet: Wallet,
  draws: readonly Draw[],
): PreviewedGrantView[] {
  const drawn = new Map(draws.map((draw) => [draw.grantId, draw]));
  const grants = books.burnOrder
    .flatMap((id) => books.grants.get(id) ?? [])
    .filter(({ walletId, available }) => walletId === wallet.id && available > ZERO);
  return grants.map((grant, index) => previewedGrant(grant, index + 1, drawn.get(grant.id)));
}

function previewedGrant(grant: Grant, order: number, draw: Draw | undefined): PreviewedGrantView {
  const takes = draw?.amount ?? ZERO;
  const left = minus(grant.available, takes);
  return {
    grantId: idText("grt", grant.id),
    name: grant.name,
    category: grant.category,
    source: grant.source,
    priority: grant.priority,
    expiresAt: grant.expiresAt?.toISOString() ?? null,
    order,
    available: creditsText(grant.available),
    takes: creditsText(takes),
    leftAfter: creditsText(left),
    effect: effectOf(grant, takes, left),
    decidedBy: draw?.decidedBy ?? null,
  };
}

function effectOf(grant: Grant, takes: Credits, left: Credits): PreviewedGrantView["effect"] {
  if (!mayPayFor(grant.featureIds, null)) return "limited";
  if (takes === ZERO) return "untouched";
  return left === ZERO ? "used_up" : "drawn";
}
