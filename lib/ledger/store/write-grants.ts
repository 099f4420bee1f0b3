/** New grants, entered with the figures they have at the end of the batch. */
import { instantText, plainColumn, textColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { GRANT_ACCOUNTS, isLive } from "../rules/books";
import { lifeToRow } from "./life";
import type { Merged, Writing } from "./writing";

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
  await tell(tx, INSERT_GRANTS, [
    plainColumn(rows, ({ grant }) => grant.id),
    plainColumn(rows, ({ ctx }) => ctx.organizationId),
    plainColumn(rows, ({ command }) => command.customerId),
    plainColumn(rows, ({ grant }) => grant.walletId),
    textColumn(rows, ({ grant }) => grant.name),
    plainColumn(rows, ({ grant }) => grant.category),
    plainColumn(rows, ({ grant }) => grant.source),
    textColumn(rows, ({ grant }) => grant.sourceReference),
    plainColumn(rows, ({ grant }) => grant.priority),
    plainColumn(rows, ({ grant }) => creditsText(grant.amount)),
    ...GRANT_ACCOUNTS.map((account) =>
      plainColumn(rows, ({ grant }) => creditsText(grant[account])),
    ),
    plainColumn(rows, ({ grant }) => isLive(grant)),
    plainColumn(rows, ({ grant }) => grant.isPaid),
    plainColumn(rows, ({ grant }) => grant.isVoided),
    plainColumn(rows, ({ grant }) => grant.availableFrom && instantText(grant.availableFrom)),
    plainColumn(rows, ({ grant }) => instantText(grant.effectiveAt)),
    plainColumn(rows, ({ grant }) => grant.expiresAt && instantText(grant.expiresAt)),
    plainColumn(rows, ({ grant }) => grant.expiresAfterDays),
    plainColumn(rows, ({ grant }) => moneyText(grant.costTotal)),
    textColumn(rows, ({ grant }) => grant.currency),
    textColumn(rows, ({ grant }) => `{${grant.featureIds.join(",")}}`),
    plainColumn(rows, ({ grant }) => grant.parentGrantId),
    plainColumn(rows, ({ transaction }) => transaction.id),
    plainColumn(rows, ({ grant }) => instantText(grant.createdAt)),
    textColumn(rows, ({ grant }) => lifeToRow(grant.life)),
  ]);
}
