/** What ingest must know of customers: who they are, their zone, plans and paying wallets. */
import { gathering } from "@/lib/db/gather";
import { KEY_READS } from "@/lib/db/transact";
import type { Row, Tx } from "@/lib/db/tx";
import {
  type CustomerId,
  type FeatureId,
  idFromRow,
  type OrganizationId,
  type WalletId,
} from "@/lib/ids";
import { decimalFromRow } from "@/lib/money/decimal";
import type { PastSubscription } from "@/lib/subscription/rules/subscription";
import { loadUnfilledMinimums } from "@/lib/subscription/store/minimums";
import { loadSubscriptionsSince } from "@/lib/subscription/store/of-customers";
import { type CustomerFacts, minimumOf, type PayingWallet } from "../rules/terms";

/** By external id; those that are unknown or archived are missing. */
export async function loadCustomerFacts(
  tx: Tx,
  organizationId: OrganizationId,
  asked: { readonly externalIds: readonly string[]; readonly since: Date },
): Promise<ReadonlyMap<string, CustomerFacts>> {
  const [externalId] = asked.externalIds;
  if (externalId === undefined) return new Map();
  if (tx === KEY_READS && asked.externalIds.length === 1) {
    const facts = await findFacts({ organizationId, externalId, since: asked.since });
    return new Map(facts && [[externalId, facts]]);
  }
  return loadFacts(tx, organizationId, asked);
}

type Asked = {
  readonly organizationId: OrganizationId;
  readonly externalId: string;
  readonly since: Date;
};

/** Of many who ask in one turn: an organization's together, since the earliest that one asks for. */
const findFacts = gathering(async (asked: readonly Asked[]) => {
  const found = new Map<OrganizationId, Promise<ReadonlyMap<string, CustomerFacts>>>();
  for (const { organizationId } of asked) {
    if (found.has(organizationId)) continue;
    const own = asked.filter((one) => one.organizationId === organizationId);
    const externalIds = [...new Set(own.map(({ externalId }) => externalId))];
    const since = new Date(Math.min(...own.map((one) => one.since.getTime())));
    found.set(organizationId, loadFacts(KEY_READS, organizationId, { externalIds, since }));
  }
  return Promise.all(
    asked.map(async ({ organizationId, externalId, since }) => {
      const facts = (await found.get(organizationId))?.get(externalId);
      return facts && { ...facts, subscriptions: facts.subscriptions.filter(ranSince(since)) };
    }),
  );
});

const ranSince =
  (since: Date) =>
  ({ endsAt }: { readonly endsAt: Date | null }): boolean =>
    endsAt === null || endsAt > since;

async function loadFacts(
  tx: Tx,
  organizationId: OrganizationId,
  asked: { readonly externalIds: readonly string[]; readonly since: Date },
): Promise<ReadonlyMap<string, CustomerFacts>> {
  const customers = await tx.sql(
    // OFFSET 0: each by its own key, where a plan that is kept might walk through all of them.
    `SELECT customer.id, customer.external_id, timezone, now_at
     FROM unnest($2::text[]) AS asked (external_id)
     CROSS JOIN LATERAL (SELECT * FROM customer WHERE organization_id = $1::uuid
       AND customer.external_id = asked.external_id OFFSET 0) AS customer
     LEFT JOIN test_clock ON test_clock.id = customer.test_clock_id
     WHERE customer.archived_at IS NULL`,
    [organizationId, asked.externalIds],
  );
  const facts = await factsOf(tx, customers, asked.since);
  return new Map(customers.map((row, index) => [String(row.external_id), known(facts[index])]));
}

/** Undefined for a customer of another organization; an archived one is still known. */
export async function loadCustomerFactsById(
  tx: Tx,
  organizationId: OrganizationId,
  id: CustomerId,
  since: Date,
): Promise<CustomerFacts | undefined> {
  const customers = await tx.sql(
    `SELECT customer.id, timezone, now_at FROM customer
       LEFT JOIN test_clock ON test_clock.id = customer.test_clock_id
     WHERE customer.organization_id = $1::uuid AND customer.id = $2::uuid`,
    [organizationId, id],
  );
  const [facts] = await factsOf(tx, customers, since);
  return facts;
}

/** Of each row, in their order. */
async function factsOf(
  tx: Tx,
  customers: readonly Row[],
  since: Date,
): Promise<readonly CustomerFacts[]> {
  const ids = customers.map(({ id }) => idFromRow<CustomerId>(id));
  if (ids.length === 0) return [];
  const subscriptions = await loadSubscriptionsSince(tx, ids, since);
  const payers = await loadPayers(tx, ids);
  const minimums = await loadMinimums(tx, subscriptions, since);
  return customers.map((row) => {
    const id = idFromRow<CustomerId>(row.id);
    const openMinimums = minimums.get(id);
    return {
      id,
      zone: String(row.timezone),
      clockAt: row.now_at as Date | null,
      subscriptions: subscriptions.filter(({ customerId }) => customerId === id),
      payers: payers.get(id) ?? [],
      ...(openMinimums && { openMinimums }),
    };
  });
}

/** Only of who may use something late: in a period that was closed since. */
async function loadMinimums(
  tx: Tx,
  subscriptions: readonly PastSubscription[],
  since: Date,
): Promise<ReadonlyMap<CustomerId, ReadonlySet<string>>> {
  const late = subscriptions.filter(
    ({ status, currentPeriodStart }) => status === "ENDED" || currentPeriodStart > since,
  );
  const ids = [...new Set(late.map(({ customerId }) => customerId))];
  const found = new Map<CustomerId, Set<string>>();
  if (ids.length === 0) return found;
  for (const { customerId, chargeId, windowStart } of await loadUnfilledMinimums(tx, ids)) {
    const own = found.get(customerId) ?? new Set<string>();
    found.set(customerId, own.add(minimumOf(chargeId, windowStart)));
  }
  return found;
}

function known(facts: CustomerFacts | undefined): CustomerFacts {
  if (facts === undefined) throw new RangeError("a customer was read twice");
  return facts;
}

/** In burn order. */
async function loadPayers(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, readonly PayingWallet[]>> {
  const rows = await tx.sql(
    `SELECT id, customer_id, currency, credit_unit, conversion_rate::text AS rate, feature_ids
     FROM wallet WHERE customer_id = ANY($1::uuid[]) AND status = 'ACTIVE' AND conversion_rate > 0
     ORDER BY customer_id, priority, created_at, id`,
    [customerIds],
  );
  const payersOf = new Map<CustomerId, PayingWallet[]>();
  for (const row of rows) {
    const id = idFromRow<CustomerId>(row.customer_id);
    const own = payersOf.get(id) ?? [];
    payersOf.set(id, own);
    own.push({
      walletId: idFromRow<WalletId>(row.id),
      currency: String(row.currency),
      creditUnit: String(row.credit_unit),
      rate: decimalFromRow(row.rate),
      featureIds: (row.feature_ids as readonly string[]).map((one) => idFromRow<FeatureId>(one)),
    });
  }
  return payersOf;
}

/** The zones that the customers' days are counted in. */
export async function loadZones(
  tx: Tx,
  customerIds: readonly CustomerId[],
): Promise<ReadonlyMap<CustomerId, string>> {
  if (customerIds.length === 0) return new Map();
  const rows = await tx.sql("SELECT id, timezone FROM customer WHERE id = ANY($1::uuid[])", [
    customerIds,
  ]);
  return new Map(rows.map((row) => [idFromRow<CustomerId>(row.id), String(row.timezone)]));
}
