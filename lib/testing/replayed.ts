/** What the database has booked, decided once more: command after command, in memory, without a store. */
import { readSql } from "@/lib/db/transact";
import { idFromRow, type TransactionId } from "@/lib/ids";
import type { Booked, Command } from "@/lib/ledger/rules/command";
import type { ShortagePolicy } from "@/lib/ledger/rules/terms";
import { creditsFromRow, creditsText, ZERO } from "@/lib/money/credits";
import { emptyBooks, MemoryLedger } from "./books";
import type { Account } from "./wallets";

/** A command that was accepted, and when it was asked for. */
export type Accepted = { readonly command: Command; readonly at: Date; readonly booked: Booked };

type Posted = { readonly transactionId: TransactionId; readonly figures: readonly string[] };

/**
 * A sentence for each posting of the account's wallet that the same commands, decided one after
 * the other in the order of the postings, would not have left. The customer has one wallet.
 */
export async function differencesFromReplay(
  { walletId }: Account,
  accepted: ReadonlyMap<TransactionId, Accepted>,
): Promise<readonly string[]> {
  const [terms] = await readSql(
    `SELECT shortage_policy::text AS policy, overage_limit::text AS "limit" FROM wallet
     WHERE id = $1::uuid`,
    [walletId],
  );
  const overageLimit = terms?.limit ? creditsFromRow(terms.limit) : null;
  const shortagePolicy = String(terms?.policy) as ShortagePolicy;
  const replay = new Replay(
    new MemoryLedger(emptyBooks({ id: walletId, shortagePolicy, overageLimit })),
  );
  const posted = await postedTo(walletId);
  return posted.flatMap(({ transactionId, figures }, index) => {
    const asked = accepted.get(transactionId);
    if (!asked) return [`nobody was told of ${transactionId}`];
    const now = replay.again(asked, walletId);
    const place = `posting ${index} (${asked.command.kind})`;
    return now === figures.join(" ") ? [] : [`${place} left ${figures.join(" ")}, again ${now}`];
  });
}

/** In their order, without those of time alone: what is due comes with the command after it. */
async function postedTo(walletId: Account["walletId"]): Promise<readonly Posted[]> {
  const rows = await readSql(
    `SELECT p.transaction_id, p.available::text AS available, p.held::text AS held,
       p.pending::text AS pending, p.overage::text AS overage
     FROM wallet_posting AS p JOIN ledger_transaction AS t ON t.id = p.transaction_id
     WHERE p.wallet_id = $1::uuid AND t.kind <> 'due' ORDER BY p.seq`,
    [walletId],
  );
  return rows.map(({ transaction_id, available, held, pending, overage }) => ({
    transactionId: idFromRow<TransactionId>(transaction_id),
    figures: [available, held, pending, overage].map((amount) =>
      creditsText(creditsFromRow(amount)),
    ),
  }));
}

class Replay {
  /** What this ledger calls what the database calls otherwise. */
  private readonly names = new Map<string, string>();

  constructor(private readonly ledger: MemoryLedger) {}

  /** @returns the wallet's figures after it, or why it is refused now. */
  again({ command, at, booked }: Accepted, walletId: Account["walletId"]): string {
    const { customerId } = this.ledger.books;
    const answer = this.ledger.run({ ...this.renamed(command), customerId } as Command, at);
    if (!answer.ok) return answer.refusal.code;
    for (const name of ["transactionId", "grantId", "holdId"] as const) {
      const [old, now] = [booked[name], answer[name]];
      if (old !== null && now !== null) this.names.set(old, now);
    }
    if (answer.amount !== booked.amount) return `an amount of ${creditsText(answer.amount)}`;
    const { available, held, pending, overage } = this.ledger.wallet(walletId);
    return [available, held, pending, overage]
      .map((amount) => creditsText(amount ?? ZERO))
      .join(" ");
  }

  private renamed(command: Command): object {
    return Object.fromEntries(
      Object.entries(command).map(([field, value]) => [
        field,
        this.names.get(String(value)) ?? value,
      ]),
    );
  }
}
