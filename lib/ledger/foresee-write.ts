/**
 * Previews of writes that move credits along with other things, such as a cancellation: what they
 * answer, and the customer's wallets after them. The same fingerprint holds the write to it.
 */
import { createHash } from "node:crypto";
import type { Context } from "@/lib/context";
import { rehearse } from "@/lib/db/rehearse";
import { type ColdTx, transact, within } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { type CustomerId, idFromRow, idText, type WalletId } from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import type { BookedView } from "./schema";
import { figuresView } from "./view";

export type CreditWrite<T> = {
  /** Joins the transaction of its context. */
  readonly run: (inside: Context) => Promise<T>;
  readonly customerOf: (answer: T) => CustomerId;
  /** What of the answer is shown, and the same whenever it is tried. */
  readonly told: (answer: T) => unknown;
  /** Done before: told again, whatever has moved since. */
  readonly isRepeat?: (answer: T) => boolean;
};

export type Foreseen<T> = {
  readonly answer: T;
  readonly wallets: BookedView["wallets"];
  readonly fingerprint: string;
};

/** What the write would come to; changes nothing. @throws DomainError as it would. */
export const foreseeWrite = <T>(ctx: Context, write: CreditWrite<T>): Promise<Foreseen<T>> =>
  rehearse(ctx, (tx) => weigh(tx, ctx, write));

/** @throws DomainError `stale_preview` if it would not come to what was shown; nothing was changed then. */
export function performWrite<T>(
  ctx: Context,
  write: CreditWrite<T>,
  fingerprint: string | undefined,
): Promise<T> {
  if (fingerprint === undefined) return write.run(ctx);
  return transact(ctx, async (tx) => {
    const done = await weigh(tx, ctx, write);
    if (fingerprint === done.fingerprint || write.isRepeat?.(done.answer)) return done.answer;
    throw new DomainError("stale_preview", "It would come to something else than was shown", {
      preview: { ...told(write, done), fingerprint: done.fingerprint },
    });
  });
}

const told = <T>(write: CreditWrite<T>, { answer, wallets }: Omit<Foreseen<T>, "fingerprint">) => ({
  answer: write.told(answer),
  wallets,
});

async function weigh<T>(tx: ColdTx, ctx: Context, write: CreditWrite<T>): Promise<Foreseen<T>> {
  const answer = await write.run(within(ctx, tx));
  const wallets = await walletsOf(tx, write.customerOf(answer));
  // A wallet that it makes has another id whenever it is tried: each counts by its place.
  const figures = wallets.map((wallet) => wallet.figures);
  const words = JSON.stringify({ answer: write.told(answer), figures });
  const fingerprint = createHash("sha256").update(words).digest("hex").slice(0, 32);
  return { answer, wallets, fingerprint };
}

async function walletsOf(tx: ColdTx, customerId: CustomerId): Promise<BookedView["wallets"]> {
  const rows = await tx.sql(
    `SELECT id, available::text AS available, held::text AS held, pending::text AS pending,
       overage::text AS overage
     FROM wallet WHERE customer_id = $1::uuid ORDER BY id`,
    [customerId],
  );
  return rows.map((row) => ({
    walletId: idText("wal", idFromRow<WalletId>(row.id)),
    figures: figuresView({
      available: creditsFromRow(row.available),
      held: creditsFromRow(row.held),
      pending: creditsFromRow(row.pending),
      overage: creditsFromRow(row.overage),
    }),
  }));
}
