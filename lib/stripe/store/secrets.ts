/** Signing secrets and terms, inside a transaction. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import type { Row, Tx } from "@/lib/db/tx";
import { idFromRow, newId, type OrganizationId, type StripeSecretId } from "@/lib/ids";
import { unseal } from "@/lib/sealing";

export const DEFAULT_DAYS = 90;

export type StripeSecret = {
  readonly id: StripeSecretId;
  /** Undefined: this process cannot open it. */
  readonly secret: string | undefined;
  readonly lastFour: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly endsAt: Date | null;
};

export const SECRET_COLUMNS = `id, organization_id, sealed, last_four, created_by, created_at, ends_at`;

const SecretRow = z.object({
  id: z.string().transform(idFromRow<StripeSecretId>),
  organization_id: z.string().transform(idFromRow<OrganizationId>),
  sealed: z.string(),
  last_four: z.string(),
  created_by: z.string(),
  created_at: z.date(),
  ends_at: z.date().nullable(),
});

/** A secret opens for its own organization alone, wherever its row is copied to. */
export const purposeOf = (organizationId: OrganizationId) => `stripe signing ${organizationId}`;

export function secretFromRow(row: Row): StripeSecret {
  const { id, organization_id, sealed, last_four, created_by, created_at, ends_at } =
    SecretRow.parse(row);
  return {
    id,
    secret: unseal(sealed, purposeOf(organization_id)),
    lastFour: last_four,
    createdBy: created_by,
    createdAt: created_at,
    endsAt: ends_at,
  };
}

/** Those that work at this moment, the one in use first. Whoever changes them waits here. */
export async function lockSecrets(tx: Tx, ctx: Context): Promise<readonly StripeSecret[]> {
  await tx.sql("SELECT id FROM organization WHERE id = $1::uuid FOR NO KEY UPDATE", [
    ctx.organizationId,
  ]);
  const rows = await tx.sql(
    `SELECT ${SECRET_COLUMNS} FROM stripe_secret
     WHERE organization_id = $1::uuid AND (ends_at IS NULL OR ends_at > $2::timestamptz)
     ORDER BY ends_at DESC NULLS FIRST`,
    [ctx.organizationId, ctx.at],
  );
  return rows.map(secretFromRow);
}

export async function insertSecret(
  tx: Tx,
  ctx: Context,
  { sealed, lastFour }: { readonly sealed: string; readonly lastFour: string },
): Promise<void> {
  await tx.sql(
    `INSERT INTO stripe_secret (id, organization_id, sealed, last_four, created_by, created_at)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::text, $5::text, $6::timestamptz)`,
    [newId<StripeSecretId>(), ctx.organizationId, sealed, lastFour, ctx.actor.name, ctx.at],
  );
}

/** Gives a secret its end; one whose end has come is thrown away. */
export async function updateEnd(tx: Tx, ctx: Context, { id }: StripeSecret, endsAt: Date) {
  await tx.sql("UPDATE stripe_secret SET ends_at = $2::timestamptz WHERE id = $1::uuid", [
    id,
    endsAt,
  ]);
  await deleteEnded(tx, ctx);
}

async function deleteEnded(tx: Tx, ctx: Context): Promise<void> {
  await tx.sql(
    "DELETE FROM stripe_secret WHERE organization_id = $1::uuid AND ends_at <= $2::timestamptz",
    [ctx.organizationId, ctx.at],
  );
}

/** The term of credits whose session names none; null: they never expire. */
export async function loadDays(tx: Tx, ctx: Context): Promise<number | null> {
  const [row] = await tx.sql(
    "SELECT expires_after_days FROM stripe_endpoint WHERE organization_id = $1::uuid",
    [ctx.organizationId],
  );
  return row ? z.int().nullable().parse(row.expires_after_days) : DEFAULT_DAYS;
}

export async function updateDays(tx: Tx, ctx: Context, days: number | null): Promise<void> {
  await tx.sql(
    `INSERT INTO stripe_endpoint (organization_id, expires_after_days, updated_at)
     VALUES ($1::uuid, $2::int, $3::timestamptz)
     ON CONFLICT (organization_id) DO UPDATE SET expires_after_days = $2::int, updated_at = $3::timestamptz`,
    [ctx.organizationId, days, ctx.at],
  );
}
