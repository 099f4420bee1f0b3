/** Taking credits for a use, part by part in order of time (SEMANTICS §3, §4.1, §11). */
import type { OverageLotId, WalletId } from "@/lib/ids";
import { type Credits, minus, nanocredits, plus, sum, ZERO } from "@/lib/money/credits";
import { nanomoney } from "@/lib/money/money";
import { bookDraws } from "./book-draws";
import type { Wallet } from "./books";
import { burnDown, sourcesFor } from "./burn-down";
import type { DebitCommand, DebitPart, PartDecision, Refusal } from "./command";
import { type Decision, done, refused } from "./decision";
import type { Draft } from "./draft";
import { accountOf, refusalByMember } from "./member-limit";
import { burnMoney } from "./money-burn";
import type { Covered, MoneyPayer } from "./money-terms";
import { payingWallets } from "./payers";
import { placeShortage } from "./shortage";

type Decided = { readonly part: PartDecision; readonly refusal?: Refusal };
/** What one command has booked so far: its place in the takings, and its lot in each wallet. */
type Progress = {
  offset: Credits;
  readonly lots: Map<WalletId, OverageLotId>;
  /** Of a command in money. */
  readonly covered: Map<WalletId, Covered>;
  /** Whose use it is: one window a command, that of its earliest part. */
  readonly account: ReturnType<typeof accountOf>;
};

/** Decides each part by itself; refused as a whole only if every part was. */
export function applyDebit(draft: Draft, command: DebitCommand, askedAt: Date): Decision {
  const wallets = payingWallets(draft, command);
  if ("code" in wallets) return refused(wallets);

  const inOrder = byTime(command.parts);
  const effectiveAt = inOrder[0] ? timeOf(inOrder[0].part, draft, askedAt) : draft.at;
  const account = accountOf(draft.members.books, command, effectiveAt);
  const progress: Progress = { offset: ZERO, lots: new Map(), covered: new Map(), account };
  const decided: Decided[] = [];
  for (const { part } of inOrder) {
    const amount = amountOf(part, decided);
    const at = timeOf(part, draft, askedAt);
    const decide = command.inMoney ? decideMoneyPart : decidePart;
    decided.push(decide(draft, command, { wallets, amount, at, progress }));
  }

  const [first] = decided;
  if (first === undefined) throw new RangeError("a debit needs a part");
  if (first.refusal && decided.every(({ refusal }) => refusal)) return refused(first.refusal);
  return done({
    amount: sum(decided.map(({ part }) => plus(part.drawn, part.overage))),
    parts: inOldOrder(inOrder, decided),
    use: command,
    memberWindow: account?.windowStart ?? null,
    effectiveAt,
  });
}

/**
 * What happened before it was asked for is late and counts then; the rest is now. An event counts at
 * the time that was decided for it, whatever is booked already: roll-ups and windows go by that time.
 */
const timeOf = ({ at, eventId }: DebitPart, draft: Draft, askedAt: Date) =>
  at < askedAt || (eventId !== null && at < draft.at) ? at : draft.at;

function amountOf({ amount }: DebitPart, decided: readonly Decided[]): Credits {
  const asked = typeof amount === "bigint" ? amount : amount(decided.map(({ part }) => part));
  if (asked < ZERO) throw new RangeError(`a part of a debit cannot be ${asked}`);
  return nanocredits(asked);
}

type PartInHand = {
  readonly wallets: readonly Wallet[];
  readonly amount: Credits;
  readonly at: Date;
  readonly progress: Progress;
};

/** What the wallets can pay of it they do; the rest is for the invoice, so credits never refuse it. */
function decideMoneyPart(draft: Draft, command: DebitCommand, inHand: PartInHand): Decided {
  const { amount, at, progress } = inHand;
  const { featureId, inMoney = [] } = command;
  const wallets = inHand.wallets.map(({ id }) => draft.wallet(id));
  const sources = sourcesFor(draft.books, { wallets, featureId, at, now: draft.at });
  const payers = inMoney.map((payer) => nowOf(payer, progress));
  const { draws, owed, covered } = burnMoney(sources, nanomoney(amount), payers);
  const drawn = sum(draws.map((draw) => draw.amount));
  const { account, offset } = progress;
  const part = { amount: drawn, drawn, overage: ZERO, dropped: ZERO, offset };
  const refusal = refusalByMember(draft.members.books, account, drawn);
  if (refusal) {
    const why = { refusal: "member_limit", figures: refusal } as const;
    return { part: { ...part, drawn: ZERO, status: "refused", ...why }, refusal };
  }
  bookDraws(draft, draws, at);
  progress.offset = plus(offset, drawn);
  for (const [walletId, total] of covered) progress.covered.set(walletId, total);
  if (account) draft.members.count({ ...account, amount: drawn });
  return { part: { ...part, status: "taken", money: { owed, covered } } };
}

const nowOf = (payer: MoneyPayer, { covered }: Progress): MoneyPayer => ({
  ...payer,
  covered: covered.get(payer.walletId) ?? payer.covered,
});

/** The member's limit first: a use beyond it is told so, whatever the wallets hold. */
function decidePart(draft: Draft, command: DebitCommand, inHand: PartInHand): Decided {
  const { amount, progress } = inHand;
  const { account, offset } = progress;
  const refusal = refusalByMember(draft.members.books, account, amount);
  if (refusal) {
    const nothing = {
      drawn: ZERO,
      overage: ZERO,
      dropped: ZERO,
      status: "refused",
      offset,
    } as const;
    const why = { refusal: "member_limit", figures: refusal } as const;
    return { part: { amount, ...nothing, ...why }, refusal };
  }
  const decided = drawPart(draft, command, inHand);
  const taken = plus(decided.part.drawn, decided.part.overage);
  if (account) draft.members.count({ ...account, amount: taken });
  return decided;
}

function drawPart(draft: Draft, command: DebitCommand, inHand: PartInHand): Decided {
  const { amount, at, progress } = inHand;
  const { featureId } = command;
  const wallets = inHand.wallets.map(({ id }) => draft.wallet(id));
  const sources = sourcesFor(draft.books, { wallets, featureId, at, now: draft.at });
  const { draws, shortfall } = burnDown(sources, amount);
  const decision = { amount, drawn: minus(amount, shortfall), overage: ZERO, dropped: ZERO };
  const { offset } = progress;
  if (shortfall === ZERO) {
    bookDraws(draft, draws, at);
    progress.offset = plus(offset, decision.drawn);
    return { part: { status: "taken", offset, ...decision } };
  }

  const { onShortage: override, forbidsOverage = false } = command;
  const shortage = { wallets, required: amount, shortfall, override, forbidsOverage };
  const placed = placeShortage(shortage);
  if (placed.kind === "refuse") {
    const { refusal } = placed;
    const part = { ...decision, drawn: ZERO, status: "refused", offset, figures: refusal } as const;
    return { part, refusal };
  }
  bookDraws(draft, draws, at);
  const isOwed = placed.kind === "overage";
  if (isOwed) bookOverage(draft, command, { wallet: placed.wallet, shortfall, at, progress });
  progress.offset = plus(offset, isOwed ? amount : decision.drawn);
  const rest = isOwed ? { overage: shortfall } : { dropped: shortfall };
  return { part: { ...decision, ...rest, status: "taken", offset } };
}

type Owed = {
  readonly wallet: Wallet;
  readonly shortfall: Credits;
  readonly at: Date;
  readonly progress: Progress;
};

/** One lot a wallet and command: its parts share the feature and the price. */
function bookOverage(draft: Draft, command: DebitCommand, owed: Owed): void {
  const { wallet, shortfall, at, progress } = owed;
  const known = progress.lots.get(wallet.id);
  const lot = known === undefined ? openLot(draft, command, owed) : draft.lot(known);
  progress.lots.set(wallet.id, lot.id);
  const amount = plus(lot.amount, shortfall);
  draft.setLot({ ...lot, amount, open: plus(lot.open, shortfall) });
  draft.owe(wallet.id, "overage", "consumed", shortfall, { lotId: lot.id, effectiveAt: at });
}

function openLot(draft: Draft, { featureId, overagePrice }: DebitCommand, { wallet, at }: Owed) {
  return {
    id: draft.mint<OverageLotId>(),
    walletId: wallet.id,
    transactionId: draft.transactionId,
    featureId,
    chargeId: overagePrice?.chargeId ?? null,
    unitPrice: overagePrice?.unitPrice ?? null,
    currency: overagePrice?.currency ?? null,
    since: at,
    amount: ZERO,
    open: ZERO,
    settled: ZERO,
    invoiced: ZERO,
    returned: ZERO,
    cleared: ZERO,
    credited: ZERO,
    settlements: [],
  };
}

type Numbered = { readonly part: DebitPart; readonly index: number };

const byTime = (parts: readonly DebitPart[]): readonly Numbered[] =>
  parts
    .map((part, index) => ({ part, index }))
    .sort((a, b) => a.part.at.getTime() - b.part.at.getTime() || a.index - b.index);

function inOldOrder(inOrder: readonly Numbered[], decided: readonly Decided[]): PartDecision[] {
  const parts: PartDecision[] = [];
  for (const [place, { index }] of inOrder.entries()) {
    const outcome = decided[place];
    if (outcome !== undefined) parts[index] = outcome.part;
  }
  return parts;
}
