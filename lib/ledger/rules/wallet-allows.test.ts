import { describe, expect, it } from "vitest";
import type { FeatureId } from "@/lib/ids";
import { credits } from "@/lib/testing/amounts";
import { asked, day, debit, grant, reverse, WALLET } from "@/lib/testing/books";
import {
  adjust,
  aLedger,
  close,
  figures,
  freeze,
  hold,
  type Ids,
  refill,
  SECOND,
  unfreeze,
} from "@/lib/testing/wallet-commands";
import type { Command } from "./command";

type Verdict = "moves" | "refused";
type Row = {
  readonly kind: string;
  readonly frozen: Verdict;
  readonly closed: Verdict;
  readonly ask: (ids: Ids) => Command;
};

const ROWS: readonly Row[] = [
  { kind: "grant", frozen: "moves", closed: "refused", ask: () => grant("1") },
  {
    kind: "activate",
    ...{ frozen: "moves", closed: "refused" },
    ask: ({ unpaidId }) => ({ ...asked(), kind: "activate", grantId: unpaidId }),
  },
  {
    kind: "debit of the wallet",
    ...{ frozen: "refused", closed: "refused" },
    ask: () => debit("1", { walletId: WALLET }),
  },
  {
    kind: "debit of the customer",
    ...{ frozen: "refused", closed: "refused" },
    ask: () => debit("1", { featureId: "search" as FeatureId }),
  },
  {
    kind: "void",
    ...{ frozen: "refused", closed: "refused" },
    ask: ({ grantId }) => ({ ...asked(), kind: "void", grantId, amount: null, force: false }),
  },
  {
    kind: "void of what is to come",
    ...{ frozen: "moves", closed: "refused" },
    ask: ({ scheduledId }) => ({
      ...{ ...asked(), kind: "void", grantId: scheduledId },
      ...{ amount: null, force: false },
    }),
  },
  {
    kind: "reverse",
    ...{ frozen: "moves", closed: "refused" },
    ask: ({ spent }) => reverse(spent),
  },
  { kind: "hold", frozen: "refused", closed: "refused", ask: () => hold("1") },
  {
    kind: "capture",
    ...{ frozen: "refused", closed: "refused" },
    ask: ({ holdId }) => ({ ...asked(), kind: "capture", holdId, amount: null, isFinal: true }),
  },
  {
    kind: "release",
    ...{ frozen: "moves", closed: "refused" },
    ask: ({ holdId }) => ({ ...asked(), kind: "release", holdId }),
  },
  { kind: "adjust up", frozen: "moves", closed: "refused", ask: () => adjust("1") },
  { kind: "adjust down", frozen: "refused", closed: "refused", ask: () => adjust("-1") },
  {
    kind: "void_wallet",
    ...{ frozen: "refused", closed: "refused" },
    ask: () => ({ ...asked(), kind: "void_wallet", walletId: WALLET, amount: credits("1") }),
  },
  {
    kind: "extend",
    ...{ frozen: "moves", closed: "refused" },
    ask: ({ endingId: grantId }) => ({
      ...{ ...asked(), kind: "extend", grantId, amount: null, expiresAt: day(30) },
    }),
  },
  {
    kind: "transfer_out",
    ...{ frozen: "refused", closed: "refused" },
    ask: ({ grantId }) => ({
      ...{ ...asked(), kind: "transfer_out", grantId, toWalletId: SECOND, amount: null },
    }),
  },
  {
    kind: "transfer_in",
    ...{ frozen: "moves", closed: "refused" },
    ask: () => ({
      ...{ ...asked(), kind: "transfer_in", walletId: WALLET, terms: grant("1").terms },
    }),
  },
  {
    kind: "reset",
    ...{ frozen: "refused", closed: "refused" },
    ask: () => ({ ...asked(), kind: "reset", walletId: WALLET, overage: "carry" }),
  },
  { kind: "start_refill", frozen: "moves", closed: "refused", ask: () => refill() },
  {
    kind: "stop_refill",
    ...{ frozen: "moves", closed: "refused" },
    ask: ({ refillId }) => ({ ...asked(), kind: "stop_refill", refillId }),
  },
  {
    kind: "invoice_overage",
    ...{ frozen: "moves", closed: "refused" },
    ask: () => ({ ...asked(), kind: "invoice_overage", walletId: WALLET, lotIds: [] }),
  },
  {
    kind: "expire",
    ...{ frozen: "moves", closed: "moves" },
    ask: () => ({ ...asked(), kind: "expire" }),
  },
  { kind: "freeze", frozen: "refused", closed: "refused", ask: freeze },
  { kind: "unfreeze", frozen: "moves", closed: "refused", ask: unfreeze },
  { kind: "close", frozen: "moves", closed: "refused", ask: close },
];

describe.each([
  ["frozen", freeze],
  ["closed", close],
] as const)("a %s wallet", (state, into) => {
  it.each(ROWS.map((row) => [row.kind, row[state], row] as const))(
    "%s: %s",
    (_, verdict, { ask }) => {
      const { ledger, ids } = aLedger();
      ledger.do(into());
      const before = figures(ledger);
      const answer = ledger.run(ask(ids));

      expect(answer.ok).toBe(verdict === "moves");
      if (verdict === "refused") expect(figures(ledger)).toBe(before);
    },
  );
});

it("says so of every command", () => {
  const kinds: Record<Command["kind"], true> = {
    ...{ grant: true, activate: true, debit: true, void: true, expire: true, reverse: true },
    ...{ invoice_overage: true, hold: true, capture: true, release: true, freeze: true },
    ...{ unfreeze: true, close: true, adjust: true, extend: true, transfer_out: true },
    ...{ transfer_in: true, void_wallet: true, reset: true, start_refill: true },
    ...{ stop_refill: true },
  };
  const told = new Set(ROWS.map(({ kind }) => kind.split(" ")[0]));
  expect([...told].sort()).toEqual(Object.keys(kinds).sort());
});
