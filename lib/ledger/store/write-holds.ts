/** Holds, new and changed, with their draws; they stand under the locks of their wallets. */
import type { Tx } from "@/lib/db/tx";
import type { CustomerId, OrganizationId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import type { Books } from "../rules/books";
import { stateToRow } from "./holds";
import { column, type Writing } from "./writing";

const UPSERT_HOLDS = `WITH holds AS (
    INSERT INTO credit_hold (id, organization_id, customer_id, transaction_id, wallet_id,
      credit_unit, feature_id, member, amount, captured, released, state, expires_at, created_at,
      member_window)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::text[],
      $7::uuid[], $8::text[], $9::numeric[], $10::numeric[], $11::numeric[], $12::hold_state[],
      $13::timestamptz[], $14::timestamptz[], $23::timestamptz[])
    ON CONFLICT (id) DO UPDATE SET captured = excluded.captured, released = excluded.released,
      state = excluded.state
  )
  INSERT INTO hold_draw (hold_id, position, grant_id, wallet_id, amount, captured, released, decided_by)
  SELECT * FROM unnest($15::uuid[], $16::int[], $17::uuid[], $18::uuid[], $19::numeric[],
    $20::numeric[], $21::numeric[], $22::text[])
  ON CONFLICT (hold_id, position) DO UPDATE SET captured = excluded.captured,
    released = excluded.released`;

export async function writeHolds(
  tx: Tx,
  writings: readonly Writing[],
  { before, after }: { readonly before: readonly Books[]; readonly after: readonly Books[] },
): Promise<void> {
  const rows = changedHolds(writings, { before, after });
  if (rows.length === 0) return;
  const draws = rows.flatMap(({ hold }) =>
    hold.draws.map((draw, position) => ({ draw, position, holdId: hold.id })),
  );
  await tx.sql(UPSERT_HOLDS, [
    column(rows, ({ hold }) => hold.id),
    column(rows, ({ organizationId }) => organizationId),
    column(rows, ({ customerId }) => customerId),
    column(rows, ({ hold }) => hold.transactionId),
    column(rows, ({ hold }) => hold.walletId),
    column(rows, ({ hold }) => hold.creditUnit),
    column(rows, ({ hold }) => hold.featureId),
    column(rows, ({ hold }) => hold.member),
    column(rows, ({ hold }) => creditsText(hold.amount)),
    column(rows, ({ hold }) => creditsText(hold.captured)),
    column(rows, ({ hold }) => creditsText(hold.released)),
    column(rows, ({ hold }) => stateToRow(hold.state)),
    column(rows, ({ hold }) => hold.expiresAt.toISOString()),
    column(rows, ({ hold }) => hold.createdAt.toISOString()),
    column(draws, ({ holdId }) => holdId),
    column(draws, ({ position }) => position),
    column(draws, ({ draw }) => draw.grantId),
    column(draws, ({ draw }) => draw.walletId),
    column(draws, ({ draw }) => creditsText(draw.amount)),
    column(draws, ({ draw }) => creditsText(draw.captured)),
    column(draws, ({ draw }) => creditsText(draw.released)),
    column(draws, ({ draw }) => draw.decidedBy),
    column(rows, ({ hold }) => hold.memberWindow?.toISOString() ?? null),
  ]);
}

function changedHolds(
  writings: readonly Writing[],
  { before, after }: { readonly before: readonly Books[]; readonly after: readonly Books[] },
) {
  if (after.every(({ holds }) => holds.size === 0)) return [];
  const organizations = new Map<CustomerId, OrganizationId>(
    writings.map(({ ctx, command }) => [command.customerId, ctx.organizationId]),
  );
  const old = new Set(before.flatMap(({ holds }) => [...holds.values()]));
  return after.flatMap(({ customerId, holds }) => {
    const organizationId = organizations.get(customerId);
    if (organizationId === undefined) return [];
    const changed = [...holds.values()].filter((hold) => !old.has(hold));
    return changed.map((hold) => ({ hold, customerId, organizationId }));
  });
}
