import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { findCustomerIds } from "@/lib/customer/reads/named";
import { type CustomerView, ExternalId } from "@/lib/customer/schema";
import { readSql, transact } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import { CustomerId, idText, type SubscriptionId } from "@/lib/ids";
import { startOfDay } from "@/lib/time/zone";
import type { StartInput } from "../schema";
import type { BulkInput, BulkResult, BulkTerms } from "../schema/bulk";
import { findByReference } from "../store";
import { updateBulkRun } from "../store/bulk-runs";
import { previewStart } from "./preview-start";
import { startSubscriptionOnce } from "./start-subscription";

const reader = { sql: readSql };

type Outcome = Pick<BulkResult, "outcome"> & Partial<BulkResult>;
type Trial = (ctx: Context, input: StartInput) => Promise<Outcome>;

/** What each start would come to; changes nothing, and refuses nobody but in its answer. */
export const previewSubscribeMany = (ctx: Context, input: BulkInput) =>
  eachOf(ctx, input, async (asking, start) => {
    const id = await findStart(asking, start);
    if (id) return { outcome: "was_started", subscriptionId: idText("sub", id) };
    const { booked, currency, warnings } = await previewStart(asking, start);
    const { credits, pending } = booked;
    return { outcome: "will_start", invoiced: booked.total, currency, credits, pending, warnings };
  });

/** Whether this run has started it before. */
async function findStart(
  { organizationId, origin }: Context,
  { reference }: StartInput,
): Promise<SubscriptionId | undefined> {
  const started = await findByReference(reader, organizationId, `${origin}:${reference}`);
  return started?.id;
}

/**
 * Starts the plan for each customer that can have it, each by itself: one that is refused holds up
 * nobody. A repeat of the run answers what it did and starts only who was not started yet.
 */
export async function subscribeMany(
  ctx: Context,
  input: BulkInput,
): Promise<readonly BulkResult[]> {
  const results = await eachOf(ctx, input, async (asking, start) => {
    const { view, isReplayed } = await startSubscriptionOnce(asking, start);
    return {
      outcome: isReplayed ? "was_started" : "started",
      subscriptionId: view.id,
      currency: view.currency,
    };
  });
  const { organizationId, at } = ctx;
  const done = input.from + input.externalIds.length;
  await transact(ctx, (tx) => updateBulkRun(tx, { organizationId, name: input.run }, { done, at }));
  return results;
}

async function eachOf(
  ctx: Context,
  { terms, externalIds, run }: BulkInput,
  tried: Trial,
): Promise<readonly BulkResult[]> {
  const listed = [...new Set(externalIds)];
  const ids = await findCustomerIds(
    ctx,
    listed.filter((text) => ExternalId.safeParse(text).success),
  );
  const results: BulkResult[] = [];
  for (const externalId of listed) {
    const { error } = ExternalId.safeParse(externalId);
    if (error) {
      const fault = error.issues.map(({ message }) => message).join(". ");
      results.push(resultOf(externalId, undefined, refused(fault)));
      continue;
    }
    const id = ids.get(externalId);
    const customer = id && (await findCustomer(ctx, id));
    if (!customer) {
      results.push(resultOf(externalId, undefined, refused("No customer has this id")));
      continue;
    }
    const start = startOf(customer, terms, run);
    results.push(resultOf(externalId, customer, await outcomeOf(ctx, start, tried)));
  }
  return results;
}

async function outcomeOf(ctx: Context, start: StartInput, tried: Trial): Promise<Outcome> {
  try {
    return await tried(ctx, start);
  } catch (fault) {
    if (!isDomainError(fault)) throw fault;
    return refused(messageOf(fault));
  }
}

const refused = (message: string): Outcome => ({ outcome: "refused", message });

/** The faults of fields say more than the sentence above them. */
function messageOf(fault: { readonly message: string; readonly details: object }): string {
  const fields = "fields" in fault.details ? (fault.details.fields as object) : {};
  const faults = Object.values(fields).flat();
  return faults.length > 0 ? faults.join(". ") : fault.message;
}

function startOf(
  { id, timezone }: CustomerView,
  { startsOn, ...terms }: BulkTerms,
  run: string,
): StartInput {
  const customerId = CustomerId.parse(id);
  return {
    ...terms,
    customerId,
    startsAt: startsOn === null ? null : startOfDay(startsOn, timezone),
    reference: `bulk:${run}:${idText("cus", customerId)}`,
    metadata: {},
  };
}

const resultOf = (
  externalId: string,
  customer: CustomerView | undefined,
  outcome: Outcome,
): BulkResult => ({
  externalId,
  customerId: customer?.id ?? null,
  customerName: customer?.name ?? null,
  ...{ message: null, subscriptionId: null, invoiced: null, currency: null },
  ...{ credits: [], pending: [], warnings: [] },
  ...outcome,
});
