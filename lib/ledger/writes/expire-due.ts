import type { Context } from "@/lib/context";
import { retryPassingFaults } from "@/lib/db/retry";
import { transactHot } from "@/lib/db/transact";
import type { OrganizationId } from "@/lib/ids";
import { bookDueWithin } from "../post";
import { claimDue } from "../store/due";

const CHUNK = 200;

/**
 * Books the grant ends and starts that are due, so that stored figures and the ledger show them.
 * Reads are exact without it. Any number of workers may run it at once: each claims its own
 * customers, and a chunk commits by itself.
 *
 * @param at the instant of the run.
 * @param contextFor the system's context in an organization, at that instant.
 * @returns how many customers' books it changed.
 */
export async function expireDue(
  at: Date,
  contextFor: (organizationId: OrganizationId) => Context,
): Promise<number> {
  let changed = 0;
  for (;;) {
    const booked = await retryPassingFaults(() =>
      transactHot(async (tx) => {
        const due = await claimDue(tx, at, CHUNK);
        const asked = due.map(({ organizationId, customerId }) => ({
          ctx: contextFor(organizationId),
          customerId,
        }));
        return bookDueWithin(tx, asked);
      }),
    );
    if (booked === 0) return changed;
    changed += booked;
  }
}
