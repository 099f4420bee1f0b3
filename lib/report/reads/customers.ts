/** Customers with how they stand: the list and the header of a customer's pages. */
import type { Context } from "@/lib/context";
import { findCustomer, listCustomers, listCustomersUncounted } from "@/lib/customer/reads";
import { findClockTimes } from "@/lib/customer/reads/clock";
import type { CustomerQuery, CustomerView } from "@/lib/customer/schema";
import { readSql } from "@/lib/db/transact";
import { CustomerId, type CustomerId as Id, idFromRow, idText, type PlanId } from "@/lib/ids";
import { NO_STANDING } from "../rules/standing";
import type { CustomerFigures, CustomerFiguresPage, CustomerFiguresRow } from "../schema/customers";
import { figuresView } from "../view";
import { burnOf, loadBurns, loadDefaultUnit, loadStandings } from "./standings";

/** @throws DomainError `validation_error` for a cursor that no list gave. */
export async function listCustomersWithFigures(
  ctx: Context,
  query: CustomerQuery,
): Promise<CustomerFiguresPage> {
  const page = await listCustomers(ctx, query);
  return { ...page, items: await withFigures(ctx, page.items) };
}

/** A page of the same, for who walks them all and need not know how many there are. */
export async function listCustomersWithFiguresUncounted(
  ctx: Context,
  query: CustomerQuery,
): Promise<Omit<CustomerFiguresPage, "total">> {
  const page = await listCustomersUncounted(ctx, query);
  return { ...page, items: await withFigures(ctx, page.items) };
}

export async function findCustomerWithFigures(
  ctx: Context,
  id: Id,
): Promise<CustomerFiguresRow | undefined> {
  const customer = await findCustomer(ctx, id);
  if (!customer) return undefined;
  const [row] = await withFigures(ctx, [customer]);
  return row;
}

async function withFigures(
  ctx: Context,
  customers: readonly CustomerView[],
): Promise<readonly CustomerFiguresRow[]> {
  const ids = customers.map(({ id }) => CustomerId.parse(id));
  const creditUnit = await loadDefaultUnit(ctx);
  const [standings, burns, facts, clocks] = await Promise.all([
    loadStandings(ctx, ids, creditUnit),
    loadBurns(ctx, ids),
    loadFacts(ctx, ids),
    findClockTimes(ctx, ids),
  ]);
  return customers.map((customer, index) => {
    const id = ids[index] as Id;
    const standing = standings.get(id) ?? NO_STANDING;
    const at = clocks.get(id) ?? ctx.at;
    const figures = figuresView({ standing, burn: burnOf(burns, id), at });
    return { customer, figures: { creditUnit, ...figures, ...(facts.get(id) ?? NO_FACTS) } };
  });
}

type Facts = Pick<CustomerFigures, "plan" | "unpaidInvoices" | "lastEventAt">;
const NO_FACTS: Facts = { plan: null, unpaidInvoices: 0, lastEventAt: null };

/** What other slices know of them: the running plan that began last, invoices owed, the last event. */
async function loadFacts(ctx: Context, ids: readonly Id[]): Promise<ReadonlyMap<Id, Facts>> {
  const rows = await readSql(
    `SELECT customer.id, running.plan_id, running.name, running.status, event.at AS last_event_at,
       (SELECT count(*)::int FROM invoice
         WHERE invoice.customer_id = customer.id AND invoice.status = 'OPEN') AS unpaid
     FROM customer LEFT JOIN test_clock ON test_clock.id = customer.test_clock_id
     LEFT JOIN LATERAL (
       SELECT plan.id AS plan_id, plan.name, subscription.status::text AS status
       FROM subscription JOIN plan ON plan.id = subscription.plan_id
       WHERE subscription.customer_id = customer.id AND subscription.status <> 'ENDED'
         AND (subscription.ends_at IS NULL OR subscription.ends_at > coalesce(now_at, $3::timestamptz))
       ORDER BY subscription.started_at DESC, subscription.id DESC LIMIT 1) AS running ON true
     LEFT JOIN LATERAL (
       SELECT occurred_at AS at FROM usage_event
       WHERE usage_event.customer_id = customer.id
       ORDER BY occurred_at DESC LIMIT 1) AS event ON true
     WHERE customer.organization_id = $1::uuid AND customer.id = ANY($2::uuid[])`,
    [ctx.organizationId, ids, ctx.at],
  );
  return new Map(
    rows.map((row) => [
      idFromRow<Id>(row.id),
      {
        plan: row.plan_id
          ? {
              id: idText("plan", idFromRow<PlanId>(row.plan_id)),
              name: String(row.name),
              status: String(row.status),
            }
          : null,
        unpaidInvoices: Number(row.unpaid),
        lastEventAt: (row.last_event_at as Date | null)?.toISOString() ?? null,
      },
    ]),
  );
}
