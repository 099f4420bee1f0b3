/** New grants, entered with the figures they have at the end of the batch. */
import type { Tx } from "@/lib/db/tx";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { GRANT_ACCOUNTS, isLive } from "../rules/books";
import { lifeToRow } from "./life";
import { column, type Merged, type Writing } from "./writing";

const INSERT_GRANTS = `INSERT INTO credit_grant (id, organization_id, customer_id, wallet_id, name,
    category, source, source_reference, priority, amount, pending, available, held, consumed, expired,
    voided, moved, live, is_paid, is_voided, available_from, effective_at, expires_at,
    expires_after_days, cost_total, currency, feature_ids, parent_grant_id, transaction_id, created_at, life)
  SELECT id, organization_id, customer_id, wallet_id, name, category, source, source_reference,
    priority, amount, pending, available, held, consumed, expired, voided, moved, live, is_paid,
    is_voided, available_from, effective_at, expires_at, expires_after_days, cost_total, currency,
    feature_ids::uuid[], parent_grant_id, transaction_id, created_at, life::jsonb
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::grant_category[],
    $7::text[], $8::text[], $9::int[], $10::numeric[], $11::numeric[], $12::numeric[],
    $13::numeric[], $14::numeric[], $15::numeric[], $16::numeric[], $17::numeric[], $18::boolean[],
    $19::boolean[], $20::boolean[], $21::timestamptz[], $22::timestamptz[], $23::timestamptz[],
    $24::int[], $25::numeric[], $26::text[], $27::text[], $28::uuid[], $29::uuid[],
    $30::timestamptz[], $31::text[])
    AS g (id, organization_id, customer_id, wallet_id, name, category, source, source_reference,
      priority, amount, pending, available, held, consumed, expired, voided, moved, live, is_paid,
      is_voided, available_from, effective_at, expires_at, expires_after_days, cost_total, currency,
      feature_ids, parent_grant_id, transaction_id, created_at, life)`;

export async function insertGrants(
  tx: Tx,
  writings: readonly Writing[],
  { grants }: Merged,
): Promise<void> {
  const rows = writings.flatMap(({ ctx, command, transaction }) =>
    transaction.issued.flatMap((id) => {
      const grant = grants.get(id);
      return grant ? [{ grant, ctx, command, transaction }] : [];
    }),
  );
  if (rows.length === 0) return;
  await tx.sql(INSERT_GRANTS, [
    column(rows, ({ grant }) => grant.id),
    column(rows, ({ ctx }) => ctx.organizationId),
    column(rows, ({ command }) => command.customerId),
    column(rows, ({ grant }) => grant.walletId),
    column(rows, ({ grant }) => grant.name),
    column(rows, ({ grant }) => grant.category),
    column(rows, ({ grant }) => grant.source),
    column(rows, ({ grant }) => grant.sourceReference),
    column(rows, ({ grant }) => grant.priority),
    column(rows, ({ grant }) => creditsText(grant.amount)),
    ...GRANT_ACCOUNTS.map((account) => column(rows, ({ grant }) => creditsText(grant[account]))),
    column(rows, ({ grant }) => isLive(grant)),
    column(rows, ({ grant }) => grant.isPaid),
    column(rows, ({ grant }) => grant.isVoided),
    column(rows, ({ grant }) => grant.availableFrom?.toISOString() ?? null),
    column(rows, ({ grant }) => grant.effectiveAt.toISOString()),
    column(rows, ({ grant }) => grant.expiresAt?.toISOString() ?? null),
    column(rows, ({ grant }) => grant.expiresAfterDays),
    column(rows, ({ grant }) => moneyText(grant.costTotal)),
    column(rows, ({ grant }) => grant.currency),
    column(rows, ({ grant }) => `{${grant.featureIds.join(",")}}`),
    column(rows, ({ grant }) => grant.parentGrantId),
    column(rows, ({ transaction }) => transaction.id),
    column(rows, ({ grant }) => grant.createdAt.toISOString()),
    column(rows, ({ grant }) => lifeToRow(grant.life)),
  ]);
}
