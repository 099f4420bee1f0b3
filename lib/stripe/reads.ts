import type { Context } from "@/lib/context";
import { isSandbox } from "@/lib/customer/reads/clock";
import { readSql } from "@/lib/db/transact";
import type { Row } from "@/lib/db/tx";
import { type OrganizationId, StripeDeliveryId } from "@/lib/ids";
import type { DeliveryPage, DeliveryQuery, DeliveryView, StripeEndpointView } from "./schema";
import { DELIVERY_COLUMNS, deliveryFromRow } from "./store/delivery-rows";
import { DEFAULT_DAYS, SECRET_COLUMNS, type StripeSecret, secretFromRow } from "./store/secrets";
import { deliveryView, endpointPath, secretView, strangerView } from "./view";

/**
 * The secrets that work at this moment, the one in use first.
 *
 * @returns `undefined` if there is no such organization: an address may name anything.
 */
export async function findSigningSecrets(
  organizationId: OrganizationId,
  at: Date,
): Promise<readonly StripeSecret[] | undefined> {
  const [organization] = await readSql("SELECT 1 AS one FROM organization WHERE id = $1::uuid", [
    organizationId,
  ]);
  if (!organization) return undefined;
  const rows = await readSql(
    `SELECT ${SECRET_COLUMNS} FROM stripe_secret
     WHERE organization_id = $1::uuid AND (ends_at IS NULL OR ends_at > $2::timestamptz)
     ORDER BY ends_at DESC NULLS FIRST`,
    [organizationId, at],
  );
  return rows.map(secretFromRow);
}

/** Everything about Stripe but its deliveries. */
export async function findStripeEndpoint(ctx: Context): Promise<StripeEndpointView> {
  const { organizationId } = ctx;
  const [secrets, isTest, [terms], strangers, [waiting]] = await Promise.all([
    findSigningSecrets(organizationId, ctx.at),
    isSandbox(ctx),
    readSql("SELECT expires_after_days FROM stripe_endpoint WHERE organization_id = $1::uuid", [
      organizationId,
    ]),
    readSql(
      `SELECT reason, count::int AS count, first_at, last_at FROM stripe_stranger
       WHERE organization_id = $1::uuid ORDER BY last_at DESC`,
      [organizationId],
    ),
    readSql(
      `SELECT count(*)::int AS failed FROM stripe_delivery
       WHERE organization_id = $1::uuid AND status = 'FAILED'`,
      [organizationId],
    ),
  ]);
  return {
    path: endpointPath(organizationId),
    mode: isTest ? "test" : "live",
    expiresAfterDays: terms ? (terms.expires_after_days as number | null) : DEFAULT_DAYS,
    secrets: (secrets ?? []).map(secretView),
    strangers: strangers.map((row) =>
      strangerView({
        reason: String(row.reason),
        count: Number(row.count),
        firstAt: row.first_at as Date,
        lastAt: row.last_at as Date,
      }),
    ),
    failed: Number(waiting?.failed ?? 0),
  };
}

const DELIVERIES = `SELECT ${DELIVERY_COLUMNS}, customer.name AS customer_name,
    customer.external_id AS customer_external_id, invoice.number AS invoice_number
  FROM stripe_delivery
    LEFT JOIN customer ON customer.id = stripe_delivery.customer_id
    LEFT JOIN invoice ON invoice.id = stripe_delivery.invoice_id`;

const viewOf = (row: Row): DeliveryView =>
  deliveryView(deliveryFromRow(row), {
    customerName: row.customer_name as string | null,
    customerExternalId: row.customer_external_id as string | null,
    invoiceNumber: row.invoice_number as string | null,
  });

/** The organization's deliveries, the latest that came first. */
export async function listDeliveries(ctx: Context, query: DeliveryQuery): Promise<DeliveryPage> {
  const { status, search, limit } = query;
  const after = query.cursor === null ? null : StripeDeliveryId.safeParse(query.cursor).data;
  // A cursor of nowhere has nothing after it.
  if (after === undefined) return { items: [], nextCursor: null };
  const rows = await readSql(
    `${DELIVERIES}
     WHERE stripe_delivery.organization_id = $1::uuid
       AND ($2::text IS NULL OR stripe_delivery.status = $2::text::stripe_delivery_status)
       AND ($3::uuid IS NULL OR stripe_delivery.id < $3::uuid)
       AND ($4::text = '' OR $4::text IN (event_id, session_id, customer.external_id, customer.name,
         session->>'clientReference', session->'metadata'->>'florin_customer_id',
         session->'metadata'->>'florin_external_customer_id'))
     ORDER BY stripe_delivery.id DESC LIMIT $5::int`,
    [ctx.organizationId, status, after, search, limit + 1],
  );
  const items = rows.slice(0, limit).map(viewOf);
  return { items, nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** @returns `undefined` if the organization has no such delivery. */
export async function findDelivery(
  ctx: Context,
  id: StripeDeliveryId,
): Promise<DeliveryView | undefined> {
  const [row] = await readSql(
    `${DELIVERIES} WHERE stripe_delivery.organization_id = $1::uuid AND stripe_delivery.id = $2::uuid`,
    [ctx.organizationId, id],
  );
  return row && viewOf(row);
}
