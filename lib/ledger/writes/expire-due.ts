import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { transactHot } from "@/lib/db/transact";
import type { CustomerId, OrganizationId } from "@/lib/ids";
import { bookDueWithin } from "../post";
import { claimDue, type DueCursor, type DueCustomer } from "../store/due";

const CHUNK = 200;

/** What a run did. */
export type ExpireReport = {
  /** How many customers' books it changed. */
  readonly changed: number;
  /** Those whose books could not be changed, with the reason: the others were not held up by them. */
  readonly failed: readonly { readonly customerId: CustomerId; readonly reason: unknown }[];
};

type ContextFor = (organizationId: OrganizationId) => Context;

/**
 * Books the grant ends and starts that are due, so that stored figures and the ledger show them.
 * Reads are exact without it. Any number of workers may run it at once: each claims its own
 * customers, and a chunk commits by itself.
 *
 * @param at the instant of the run.
 * @param contextFor the system's context in an organization, at that instant.
 */
export async function expireDue(at: Date, contextFor: ContextFor): Promise<ExpireReport> {
  const failed: { customerId: CustomerId; reason: unknown }[] = [];
  let changed = 0;
  let after: DueCursor | null = null;
  do {
    const chunk = await bookChunk({ at, after }, contextFor);
    changed += chunk.changed;
    failed.push(...chunk.failed);
    after = chunk.next;
  } while (after !== null);
  return { changed, failed };
}

async function bookChunk(
  from: { at: Date; after: DueCursor | null },
  contextFor: ContextFor,
): Promise<ExpireReport & { next: DueCursor | null }> {
  let claimed: Awaited<ReturnType<typeof claimDue>> | undefined;
  try {
    const changed = await retryPassingFaults(() =>
      transactHot(async (tx) => {
        claimed = await claimDue(tx, { ...from, limit: CHUNK });
        return bookDueWithin(tx, askedOf(claimed.customers, contextFor));
      }),
    );
    return { changed, failed: [], next: claimed?.next ?? null };
  } catch (reason) {
    // Without a claim there is no culprit to single out: the database itself is the fault.
    if (claimed === undefined) throw reason;
    return { ...(await eachAlone(claimed.customers, contextFor)), next: claimed.next };
  }
}

/** A chunk failed: each of it by itself, so that only the culprit stays behind. */
async function eachAlone(
  customers: readonly DueCustomer[],
  contextFor: ContextFor,
): Promise<ExpireReport> {
  const failed: { customerId: CustomerId; reason: unknown }[] = [];
  let changed = 0;
  for (const customer of customers) {
    try {
      const asked = askedOf([customer], contextFor);
      changed += await retryPassingFaults(() => transactHot((tx) => bookDueWithin(tx, asked)));
    } catch (reason) {
      failed.push({ customerId: customer.customerId, reason });
    }
  }
  return { changed, failed };
}

const askedOf = (customers: readonly DueCustomer[], contextFor: ContextFor) =>
  customers.map(({ organizationId, customerId }) => ({
    ctx: contextFor(organizationId),
    customerId,
  }));
