/**
 * The time that a customer lives at: in a sandbox, that of its test clock if it has one. Whoever
 * acts for a customer, or looks at one, asks here first.
 */
import type { Context } from "@/lib/context";
import { atInstant, readSql } from "@/lib/db/transact";
import { type CustomerId, idFromRow, type OrganizationId } from "@/lib/ids";
import { oncePerProcess } from "@/lib/runtime";

/**
 * The asking as it is for this customer: at its clock's time, and recorded then. Live organizations
 * have no clocks, and pay nothing for the question.
 */
export async function onClock(ctx: Context, customerId: CustomerId): Promise<Context> {
  const at = (await findClockTimes(ctx, [customerId])).get(customerId);
  return at ? atInstant(ctx, at) : ctx;
}

/** What the clocks of these customers say, or of all if null; those that live at real time are missing. */
export async function findClockTimes(
  ctx: Context,
  customerIds: readonly CustomerId[] | null,
): Promise<ReadonlyMap<CustomerId, Date>> {
  if (customerIds?.length === 0 || !(await isSandbox(ctx))) return new Map();
  const rows = await readSql(
    `SELECT customer.id, now_at FROM customer JOIN test_clock ON test_clock.id = test_clock_id
     WHERE customer.organization_id = $1::uuid
       AND ($2::uuid[] IS NULL OR customer.id = ANY($2::uuid[]))`,
    [ctx.organizationId, customerIds],
  );
  return new Map(rows.map(({ id, now_at }) => [idFromRow<CustomerId>(id), now_at as Date]));
}

/** The same by external id; unknown customers live at real time. */
export async function findClockTimesByExternalId(
  ctx: Context,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, Date>> {
  if (externalIds.length === 0 || !(await isSandbox(ctx))) return new Map();
  const rows = await readSql(
    `SELECT external_id, now_at FROM customer JOIN test_clock ON test_clock.id = test_clock_id
     WHERE customer.organization_id = $1::uuid AND external_id = ANY($2::text[])`,
    [ctx.organizationId, [...externalIds]],
  );
  return new Map(rows.map(({ external_id, now_at }) => [String(external_id), now_at as Date]));
}

/** Whether its customers may live on test clocks. A mode never changes, so a process asks for it once. */
export async function isSandbox({ organizationId }: Context): Promise<boolean> {
  const known = sandboxes().get(organizationId);
  if (known !== undefined) return known;
  const [row] = await readSql("SELECT mode::text AS mode FROM organization WHERE id = $1::uuid", [
    organizationId,
  ]);
  const isOne = row?.mode === "TEST";
  if (row) sandboxes().set(organizationId, isOne);
  return isOne;
}

const sandboxes = () =>
  oncePerProcess("customer.sandboxes", () => new Map<OrganizationId, boolean>());
