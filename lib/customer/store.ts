import type { Tx } from "@/lib/db/tx";
import { type CustomerId, idFromRow, type OrganizationId, type TestClockId } from "@/lib/ids";
import { creditsFromRow } from "@/lib/money/credits";
import type { CustomerRow, CustomerTies } from "./rules/customer";

/** The columns that `customerFromRow` reads. */
export const CUSTOMER_COLUMNS = `customer.id, customer.external_id, customer.name, customer.email,
  customer.timezone, customer.address_line1, customer.address_line2, customer.address_city,
  customer.address_state, customer.address_postal_code, customer.address_country,
  customer.metadata, customer.test_clock_id, customer.archived_at, customer.created_at, customer.updated_at`;

export function customerFromRow(row: Readonly<Record<string, unknown>>): CustomerRow {
  return {
    id: idFromRow<CustomerId>(row.id),
    externalId: String(row.external_id),
    name: String(row.name),
    email: text(row.email),
    timezone: String(row.timezone),
    address: {
      line1: text(row.address_line1),
      line2: text(row.address_line2),
      city: text(row.address_city),
      state: text(row.address_state),
      postalCode: text(row.address_postal_code),
      country: text(row.address_country),
    },
    metadata: row.metadata as Record<string, string>,
    testClockId: row.test_clock_id === null ? null : idFromRow<TestClockId>(row.test_clock_id),
    archivedAt: row.archived_at as Date | null,
    createdAt: row.created_at as Date,
    updatedAt: row.updated_at as Date,
  };
}

const text = (value: unknown) => (value === null ? "" : String(value));

/** False if the organization has a customer of this external id already. */
export async function insertCustomer(
  tx: Tx,
  organizationId: OrganizationId,
  customer: CustomerRow,
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO customer (id, organization_id, external_id, name, email, timezone, address_line1,
       address_line2, address_city, address_state, address_postal_code, address_country, metadata,
       created_at, updated_at, test_clock_id)
     VALUES ($1::uuid, $2::uuid, $3::text, $4::text, nullif($5::text, ''), $6::text, nullif($7::text, ''),
       nullif($8::text, ''), nullif($9::text, ''), nullif($10::text, ''), nullif($11::text, ''),
       nullif($12::text, ''), $13::jsonb, $14::timestamptz, $14::timestamptz,
       $15::uuid)
     ON CONFLICT (organization_id, external_id) DO NOTHING
     RETURNING id`,
    [
      ...[customer.id, organizationId, ...columns(customer)],
      ...[customer.createdAt, customer.testClockId],
    ],
  );
  return rows.length === 1;
}

/** Rewrites what may change of a locked customer. */
export async function updateCustomerRow(tx: Tx, customer: CustomerRow): Promise<void> {
  await tx.sql(
    `UPDATE customer SET external_id = $2::text, name = $3::text, email = nullif($4::text, ''),
       timezone = $5::text, address_line1 = nullif($6::text, ''), address_line2 = nullif($7::text, ''),
       address_city = nullif($8::text, ''), address_state = nullif($9::text, ''),
       address_postal_code = nullif($10::text, ''), address_country = nullif($11::text, ''),
       metadata = $12::jsonb, archived_at = $13::timestamptz, updated_at = $14::timestamptz
     WHERE id = $1::uuid`,
    [customer.id, ...columns(customer), customer.archivedAt, customer.updatedAt],
  );
}

function columns({ externalId, name, email, timezone, address, metadata }: CustomerRow) {
  return [
    externalId,
    name,
    email,
    timezone,
    address.line1,
    address.line2,
    address.city,
    address.state,
    address.postalCode,
    address.country,
    JSON.stringify(metadata),
  ];
}

/** Locked until the transaction ends, so that no wallet is made for it meanwhile. */
export async function lockCustomer(
  tx: Tx,
  organizationId: OrganizationId,
  id: CustomerId,
): Promise<CustomerRow | undefined> {
  const [row] = await tx.sql(
    `SELECT ${CUSTOMER_COLUMNS} FROM customer
     WHERE organization_id = $1::uuid AND id = $2::uuid FOR UPDATE`,
    [organizationId, id],
  );
  return row && customerFromRow(row);
}

export async function loadCustomer(
  tx: Tx,
  organizationId: OrganizationId,
  id: CustomerId,
): Promise<CustomerRow | undefined> {
  const [row] = await tx.sql(
    `SELECT ${CUSTOMER_COLUMNS} FROM customer WHERE organization_id = $1::uuid AND id = $2::uuid`,
    [organizationId, id],
  );
  return row && customerFromRow(row);
}

export async function isExternalIdTaken(
  tx: Tx,
  organizationId: OrganizationId,
  externalId: string,
): Promise<boolean> {
  const rows = await tx.sql(
    "SELECT 1 FROM customer WHERE organization_id = $1::uuid AND external_id = $2::text",
    [organizationId, externalId],
  );
  return rows.length > 0;
}

/** Whether a statement failed on the unique index of external ids. */
export const isExternalIdClash = (error: unknown): boolean =>
  error instanceof Error && /organization_id.*external_id/s.test(detailOf(error));

const detailOf = (error: Error) =>
  `${error.message} ${"meta" in error ? JSON.stringify(error.meta) : ""}`;

/** SQL that joins, as `clock.now_at`, the time of the test clock that a row's customer lives on; null without one. */
export const joinClock = (customerId: string) =>
  `LEFT JOIN (SELECT resident.id AS resident_id, now_at FROM test_clock
     JOIN customer AS resident ON resident.test_clock_id = test_clock.id) AS clock
     ON clock.resident_id = ${customerId}`;

/** What a clock in use says; undefined if the organization has no such clock. */
export async function loadClockTime(
  tx: Tx,
  organizationId: OrganizationId,
  id: TestClockId,
): Promise<Date | undefined> {
  const [row] = await tx.sql(
    `SELECT now_at FROM test_clock
     WHERE organization_id = $1::uuid AND id = $2::uuid AND archived_at IS NULL FOR SHARE`,
    [organizationId, id],
  );
  return row?.now_at as Date | undefined;
}

/** The zone that customers get when they name none. */
export async function loadOrganizationZone(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<string> {
  const [row] = await tx.sql("SELECT timezone FROM organization WHERE id = $1::uuid", [
    organizationId,
  ]);
  return String(row?.timezone ?? "UTC");
}

/** Locks the customer's wallets, ids ascending as everyone does, and tells what is in them at `at`. */
export async function lockTies(tx: Tx, id: CustomerId, at: Date): Promise<CustomerTies> {
  await tx.sql("SELECT id FROM wallet WHERE customer_id = $1::uuid ORDER BY id FOR UPDATE", [id]);
  const [row] = await tx.sql(
    `SELECT
       (SELECT coalesce(sum(grants.pending + grants.available + grants.held), 0)::numeric(38,9)::text
         FROM credit_grant AS grants JOIN wallet ON wallet.id = grants.wallet_id
         WHERE wallet.customer_id = $1::uuid AND grants.live
           AND (grants.held > 0 OR grants.expires_at IS NULL OR grants.expires_at > $2::timestamptz)) AS credits,
       (SELECT coalesce(sum(overage), 0)::numeric(38,9)::text FROM wallet
         WHERE customer_id = $1::uuid) AS overage,
       (SELECT count(*)::int FROM subscription WHERE customer_id = $1::uuid
         AND status <> 'ENDED' AND (ends_at IS NULL OR ends_at > $2::timestamptz)) AS subscriptions,
       (SELECT count(*)::int FROM invoice WHERE customer_id = $1::uuid
         AND status IN ('DRAFT', 'OPEN')) AS invoices`,
    [id, at],
  );
  return {
    credits: creditsFromRow(row?.credits),
    overage: creditsFromRow(row?.overage),
    runningSubscriptions: Number(row?.subscriptions),
    unpaidInvoices: Number(row?.invoices),
  };
}
