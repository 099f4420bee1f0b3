/** What an organization has decided for the billing of subscriptions: kept with its other settings. */
import type { Row, Tx } from "@/lib/db/tx";
import type { OrganizationId } from "@/lib/ids";
import { type BillingDefaults, NO_DEFAULTS } from "../rules/billing";

const READ = "SELECT settings FROM organization WHERE id = $1::uuid";

export async function loadBillingDefaults(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<BillingDefaults> {
  const [row] = await tx.sql(READ, [organizationId]);
  return defaultsFromRow(row);
}

export async function lockBillingDefaults(
  tx: Tx,
  organizationId: OrganizationId,
): Promise<BillingDefaults> {
  const [row] = await tx.sql(`${READ} FOR UPDATE`, [organizationId]);
  return defaultsFromRow(row);
}

function defaultsFromRow(row: Row | undefined): BillingDefaults {
  const settings = (row?.settings ?? {}) as {
    readonly net_days?: number;
    readonly grant_on?: string;
  };
  return {
    netDays: settings.net_days ?? NO_DEFAULTS.netDays,
    grantOn: settings.grant_on === "payment" ? "payment" : "start",
  };
}

export async function updateBillingDefaults(
  tx: Tx,
  organizationId: OrganizationId,
  { netDays, grantOn }: BillingDefaults,
): Promise<void> {
  await tx.sql("UPDATE organization SET settings = settings || $2::jsonb WHERE id = $1::uuid", [
    organizationId,
    JSON.stringify({ net_days: netDays, grant_on: grantOn }),
  ]);
}
