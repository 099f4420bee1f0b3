import { attemptWithin } from "@/lib/db/rehearse";
import type { Tx } from "@/lib/db/tx";
import type { Subscription } from "@/lib/subscription/store";
import { deleteFaults } from "@/lib/subscription/store/faults";
import type { Span } from "@/lib/subscription/writes/advance-courses";
import { advanceSubscriptions } from "@/lib/subscription/writes/advance-subscriptions";
import type { Booked } from "@/lib/subscription/writes/due-step";
import { setApartWithin } from "@/lib/subscription/writes/set-apart";

type Advanced = {
  readonly booked: readonly Booked[];
  readonly failed: readonly { readonly subscription: Subscription; readonly reason: unknown }[];
};

/**
 * Takes residents' locked subscriptions through all that is due. One that cannot be advanced is set
 * apart with the reason until its next try, as runs in real time do, and holds up nobody.
 */
export async function advanceResidents(
  tx: Tx,
  subscriptions: readonly Subscription[],
  span: Span,
): Promise<Advanced> {
  const [subscription, another] = subscriptions;
  if (!subscription) return { booked: [], failed: [] };
  const tried = await attemptWithin(tx, async (part) => {
    const { booked } = await advanceSubscriptions(part, subscriptions, span);
    await deleteFaults(
      part,
      subscriptions.map(({ id }) => id),
    );
    return booked;
  });
  if ("done" in tried) return { booked: tried.done, failed: [] };
  if (another) return inHalves(tx, subscriptions, span);
  const { fault: reason } = tried;
  await setApartWithin(tx, [{ id: subscription.id, reason }], span.until);
  return { booked: [], failed: [{ subscription, reason }] };
}

/** So that only the culprits stay behind. */
async function inHalves(
  tx: Tx,
  subscriptions: readonly Subscription[],
  span: Span,
): Promise<Advanced> {
  const middle = Math.ceil(subscriptions.length / 2);
  const first = await advanceResidents(tx, subscriptions.slice(0, middle), span);
  const second = await advanceResidents(tx, subscriptions.slice(middle), span);
  return {
    booked: [...first.booked, ...second.booked],
    failed: [...first.failed, ...second.failed],
  };
}
