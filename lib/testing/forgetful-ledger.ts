/** A ledger in memory that decides each command on what the store would have read for it, and on nothing else. */
import { type Books, type Grant, isLive, type OverageLot } from "@/lib/ledger/rules/books";
import { byBurnOrder } from "@/lib/ledger/rules/burn-order";
import type { Command } from "@/lib/ledger/rules/command";
import { plus, ZERO } from "@/lib/money/credits";
import { MemoryLedger, NOON } from "./books";

export class ForgetfulLedger extends MemoryLedger {
  override run(command: Command, at: Date = NOON) {
    const whole = this.books;
    const read = asRead(whole, command, at);
    this.books = read;
    const answer = super.run(command, at);
    this.books = together(whole, read, this.books);
    return answer;
  }
}

/** See `store/books.ts`: live grants and those named, what lapsed for a late use, open lots and holds, the transaction to reverse. */
function asRead(books: Books, command: Command, at: Date): Books {
  const past = command.kind === "reverse" ? books.past.get(command.transactionId) : undefined;
  const lots = new Map([...books.lots].flatMap(([, lot]) => lotAsRead(lot, past)));
  const settled = [...lots.values()].flatMap(({ settlements }) => settlements);
  const named = new Set<string>([
    ...settled.map(({ grantId }) => grantId),
    ...(past?.takings ?? []).flatMap(({ from }) => ("grantId" in from ? [from.grantId] : [])),
    ...("grantId" in command ? [command.grantId] : []),
  ]);
  const late = command.kind === "debit" && command.parts.some((part) => part.at < at);
  const isRead = (grant: Grant) =>
    isLive(grant) ||
    named.has(grant.id) ||
    (late && grant.expired > ZERO) ||
    (command.kind === "reset" && isRefilled(grant));
  const grants = [...books.grants.values()]
    .filter(isRead)
    .map((grant) => (late ? grant : { ...grant, cut: ZERO }));
  const holds = [...books.holds].filter(
    ([id, { state }]) => state === "open" || ("holdId" in command && command.holdId === id),
  );
  const known = new Map(grants.map((grant) => [grant.id, grant]));
  return {
    ...books,
    ...{ grants: known, burnOrder: books.burnOrder.filter((id) => known.has(id)), lots },
    holds: new Map(holds),
    past: new Map(past ? [[past.id, past]] : []),
  };
}

/** A reset may fill it up to its least. */
const isRefilled = ({ life, isVoided }: Grant) => Boolean(life?.reset) && !isVoided;

function lotAsRead(
  lot: OverageLot,
  past: { readonly takings: readonly { readonly from: object }[] } | undefined,
): readonly [OverageLot["id"], OverageLot][] {
  const isNamed = past?.takings.some(({ from }) => "lotId" in from && from.lotId === lot.id);
  if (isNamed) return [[lot.id, lot]];
  return lot.open > ZERO ? [[lot.id, { ...lot, settlements: [] }]] : [];
}

/** What was not read stays as it was. */
function together(whole: Books, read: Books, after: Books): Books {
  const grants = new Map(whole.grants);
  for (const [id, grant] of after.grants) {
    const unread = (whole.grants.get(id)?.cut ?? ZERO) - (read.grants.get(id)?.cut ?? ZERO);
    grants.set(id, { ...grant, cut: plus(grant.cut, unread as Grant["cut"]) });
  }
  const lots = new Map(whole.lots);
  for (const [id, lot] of after.lots) {
    const hasAll = read.lots.get(id)?.settlements === whole.lots.get(id)?.settlements;
    const before = hasAll ? [] : (whole.lots.get(id)?.settlements ?? []);
    lots.set(id, { ...lot, settlements: [...before, ...lot.settlements] });
  }
  const payers = [...grants.values()].flatMap((grant) => {
    const wallet = after.wallets.get(grant.walletId);
    return wallet ? [{ grant, wallet }] : [];
  });
  return {
    ...after,
    ...{ grants, lots, burnOrder: payers.toSorted(byBurnOrder).map(({ grant }) => grant.id) },
    holds: new Map([...whole.holds, ...after.holds]),
    past: new Map([...whole.past, ...after.past]),
  };
}
