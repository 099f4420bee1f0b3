/** Grants' lives in memory, in words: months of 2026 in UTC, rollovers, refills, and where credits stand. */
import type { GrantId, RefillId, WalletId } from "@/lib/ids";
import { GRANT_ACCOUNTS, type Grant } from "@/lib/ledger/rules/books";
import type { GrantCommand } from "@/lib/ledger/rules/command";
import type { ExtendCommand } from "@/lib/ledger/rules/move-command";
import type { GrantLife, GrantTerms, Rollover } from "@/lib/ledger/rules/terms";
import type {
  RefillTerms,
  ResetCommand,
  StartRefillCommand,
  VoidWalletCommand,
} from "@/lib/ledger/rules/wallet-command";
import { creditsText, ZERO } from "@/lib/money/credits";
import { parseDecimal } from "@/lib/money/decimal";
import { NO_MONEY } from "@/lib/money/money";
import { credits } from "./amounts";
import { asked, grant, type MemoryLedger, NOON, WALLET } from "./books";

/** `month(1)` is 1 January 2026, `month(2, 15)` 15 February. */
export const month = (number: number, day = 1) => new Date(Date.UTC(2026, number - 1, day));

export const keepsAll: Rollover["keeps"] = { mode: "all" };
export const keepsUpTo = (cap: string): Rollover["keeps"] => ({ mode: "cap", cap: credits(cap) });
export const keepsShare = (share: string): Rollover["keeps"] => ({
  mode: "share",
  share: parseDecimal(share) ?? 0n,
});

/** A life that rolls over until `expiresAt`. */
export const rolling = (
  keeps: Rollover["keeps"],
  { expiresAt = null, places = 2, seriesId = "series" }: Partial<Rollover & GrantLife> = {},
): GrantLife => ({ seriesId, rollover: { keeps, places, expiresAt }, reset: null });

export const bounds = (min: string, max: string): GrantLife => ({
  ...{ seriesId: null, rollover: null },
  reset: { min: credits(min), max: credits(max) },
});

/** The credits of a month, which roll over for so many further months. */
export const monthly = (
  amount: string,
  { number, keeps, periods = 1 }: { number: number; keeps: Rollover["keeps"]; periods?: number },
  terms: Partial<GrantTerms> = {},
): GrantCommand =>
  grant(amount, {
    name: `Month ${number}`,
    source: "plan",
    ...{ effectiveAt: month(number), expiresAt: month(number + 1) },
    life: rolling(keeps, { expiresAt: month(number + 1 + periods) }),
    ...terms,
  });

type RefillOver = Partial<Omit<StartRefillCommand, "terms">> & {
  readonly terms?: Partial<RefillTerms>;
};

/** So many credits a month from 1 January on. */
export const refill = (amount: string, over: RefillOver = {}): StartRefillCommand => ({
  ...asked(),
  kind: "start_refill",
  walletId: WALLET,
  line: { anchorAt: month(1), zone: "UTC", cadence: { length: "MONTHLY", count: 1 } },
  endsAt: null,
  ...over,
  terms: {
    ...{ name: "Refill", amount: credits(amount), category: "PROMOTIONAL", priority: 10 },
    ...{ costTotal: NO_MONEY, currency: "USD", featureIds: [], rollover: null, reset: null },
    ...over.terms,
  },
});

export const extend = (
  grantId: GrantId,
  expiresAt: Date | null,
  amount: string | null = null,
): ExtendCommand => ({
  ...{ ...asked(), kind: "extend", grantId, expiresAt },
  amount: amount === null ? null : credits(amount),
});

export const voidWallet = (amount: string, walletId: WalletId = WALLET): VoidWalletCommand => ({
  ...{ ...asked(), kind: "void_wallet", walletId },
  amount: credits(amount),
});

export const reset = (
  overage: ResetCommand["overage"] = "carry",
  walletId: WalletId = WALLET,
): ResetCommand => ({ ...asked(), kind: "reset", walletId, overage });

/** Books what is due at `at`. */
export const until = (ledger: MemoryLedger, at: Date) =>
  ledger.run({ ...asked(), kind: "expire" }, at);

/** Gives credits; answers the grant. */
export function given(ledger: MemoryLedger, command: GrantCommand, at: Date = NOON): GrantId {
  const { grantId } = ledger.do(command, at);
  if (grantId === null) throw new Error("nothing was granted");
  return grantId;
}

export function theRefill(ledger: MemoryLedger): RefillId {
  const [id] = ledger.books.refills.keys();
  if (id === undefined) throw new Error("there is no refill");
  return id;
}

export function grantOf(ledger: MemoryLedger, id: GrantId): Grant {
  const known = ledger.books.grants.get(id);
  if (known === undefined) throw new Error(`no grant ${id}`);
  return known;
}

/** Where the credits of a grant stand; empty accounts are left out. */
export const stands = (grant: Grant): Readonly<Record<string, string>> =>
  Object.fromEntries(
    GRANT_ACCOUNTS.filter((account) => grant[account] !== ZERO).map((account) => [
      account,
      creditsText(grant[account]),
    ]),
  );

/** The grants of a source, in the order they burn. */
export const ofSource = ({ books }: MemoryLedger, source: Grant["source"]): readonly Grant[] =>
  books.burnOrder
    .flatMap((id) => books.grants.get(id) ?? [])
    .filter((one) => one.source === source);
