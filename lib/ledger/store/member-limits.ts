/** The limits of a customer's members, one by one: read and set. */
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import type { CustomerId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import type { MemberLimit } from "../rules/member-limit";
import { limitFromRow } from "./members";

const COLUMNS = "credit_unit, credit_limit::text AS credit_limit";

/** @param member empty: the default. */
export async function findMemberLimit(
  tx: Tx,
  ctx: Context,
  { customerId, member }: { readonly customerId: CustomerId; readonly member: string },
): Promise<MemberLimit | undefined> {
  const [row] = await tx.sql(
    `SELECT ${COLUMNS} FROM customer_member_limit
     WHERE customer_id = $1::uuid AND member = $2::text AND organization_id = $3::uuid`,
    [customerId, member, ctx.organizationId],
  );
  return row && limitFromRow(row);
}

type Asked = {
  readonly customerId: CustomerId;
  readonly member: string;
  /** Null: none. */
  readonly limit: MemberLimit | null;
};

export async function setMemberLimit(tx: Tx, ctx: Context, asked: Asked): Promise<void> {
  const { customerId, member, limit } = asked;
  if (limit === null) {
    await tx.sql(
      `DELETE FROM customer_member_limit WHERE customer_id = $1::uuid AND member = $2::text`,
      [customerId, member],
    );
    return;
  }
  await tx.sql(
    `INSERT INTO customer_member_limit (customer_id, member, organization_id, credit_unit,
       credit_limit, updated_at)
     VALUES ($1::uuid, $2::text, $3::uuid, $4::text, $5::numeric, $6::timestamptz)
     ON CONFLICT (customer_id, member) DO UPDATE SET credit_unit = excluded.credit_unit,
       credit_limit = excluded.credit_limit, updated_at = excluded.updated_at`,
    [customerId, member, ctx.organizationId, limit.creditUnit, creditsText(limit.limit), ctx.at],
  );
}
