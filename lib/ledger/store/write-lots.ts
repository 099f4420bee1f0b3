/** Overage lots, new and changed; they are few, and stand under the lock of their wallet. */

import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, WalletId } from "@/lib/ids";
import { creditsText, ZERO } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import type { OverageLot } from "../rules/books";
import { column, type Merged, type Writing } from "./writing";

const UPSERT_LOTS = `INSERT INTO overage_lot (id, organization_id, customer_id, wallet_id,
    transaction_id, feature_id, charge_id, unit_price, currency, amount, open, settled, invoiced,
    returned, cleared, credited, live, since)
  SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[],
    $7::uuid[], $8::numeric[], $9::text[], $10::numeric[], $11::numeric[], $12::numeric[],
    $13::numeric[], $14::numeric[], $15::numeric[], $16::numeric[], $17::boolean[],
    $18::timestamptz[])
  ON CONFLICT (id) DO UPDATE SET amount = excluded.amount, open = excluded.open,
    settled = excluded.settled, invoiced = excluded.invoiced, returned = excluded.returned,
    cleared = excluded.cleared, credited = excluded.credited, live = excluded.live`;

export async function writeLots(
  tx: Tx,
  writings: readonly Writing[],
  { books, old }: { books: Merged; old: Merged },
): Promise<void> {
  const changed = [...books.lots.values()].filter((lot) => old.lots.get(lot.id) !== lot);
  if (changed.length === 0) return;
  const owners = ownersOf(writings);
  const rows = changed.flatMap((lot: OverageLot) => {
    const owner = owners.get(lot.walletId);
    return owner ? [{ lot, ...owner }] : [];
  });
  await tx.sql(UPSERT_LOTS, [
    column(rows, ({ lot }) => lot.id),
    column(rows, ({ ctx }) => ctx.organizationId),
    column(rows, ({ customerId }) => customerId),
    column(rows, ({ lot }) => lot.walletId),
    column(rows, ({ lot }) => lot.transactionId),
    column(rows, ({ lot }) => lot.featureId),
    column(rows, ({ lot }) => lot.chargeId),
    column(rows, ({ lot }) => (lot.unitPrice === null ? null : moneyText(lot.unitPrice))),
    column(rows, ({ lot }) => lot.currency),
    column(rows, ({ lot }) => creditsText(lot.amount)),
    column(rows, ({ lot }) => creditsText(lot.open)),
    column(rows, ({ lot }) => creditsText(lot.settled)),
    column(rows, ({ lot }) => creditsText(lot.invoiced)),
    column(rows, ({ lot }) => creditsText(lot.returned)),
    column(rows, ({ lot }) => creditsText(lot.cleared)),
    column(rows, ({ lot }) => creditsText(lot.credited)),
    column(rows, ({ lot }) => lot.open > ZERO),
    column(rows, ({ lot }) => lot.since.toISOString()),
  ]);
}

function ownersOf(writings: readonly Writing[]) {
  const owners = new Map<WalletId, { ctx: Context; customerId: CustomerId }>();
  for (const { ctx, command, transaction } of writings) {
    for (const { walletId } of transaction.postings) {
      owners.set(walletId, { ctx, customerId: command.customerId });
    }
  }
  return owners;
}
