import type { Tx } from "@/lib/db/tx";
import { lockSubscription, type Subscription } from "../store";
import { advanceCourses, contextOf, type Span } from "./advance-courses";
import { announceTurn } from "./announce-turn";
import type { Booked } from "./due-step";
import { goOn } from "./go-on";

/**
 * Takes locked subscriptions through all that is due, those too that were paused until a day that
 * has come: each goes on at that very instant, however late the run, and after what was due before it.
 *
 * @returns the steps that were booked beside resumptions, and whether any went on.
 */
export async function advanceSubscriptions(
  tx: Tx,
  subscriptions: readonly Subscription[],
  span: Span,
): Promise<{ readonly booked: readonly Booked[]; readonly isResumed: boolean }> {
  const [first] = subscriptions.filter(isDueBy(span.until)).toSorted(bySoonest);
  if (!first) return { booked: await advanceCourses(tx, subscriptions, span), isResumed: false };
  const others = subscriptions.filter(({ id }) => id !== first.id);
  const before = await advanceCourses(
    tx,
    others.filter(({ customerId }) => customerId === first.customerId),
    { ...span, until: first.course.resumesAt, writtenAt: span.writtenAt ?? span.until },
  );
  await resumeAsAgreed(tx, first, span);
  const now: Subscription[] = [];
  for (const one of subscriptions) now.push(await reloaded(tx, one));
  const { booked } = await advanceSubscriptions(tx, now, span);
  return { booked: [...before, ...booked], isResumed: true };
}

type Waiting = Subscription & { readonly course: { readonly resumesAt: Date } };

const isDueBy =
  (until: Date) =>
  (subscription: Subscription): subscription is Waiting => {
    const { status, course } = subscription;
    return status === "PAUSED" && !!course.resumesAt && course.resumesAt <= until;
  };

const bySoonest = (a: Waiting, b: Waiting) =>
  a.course.resumesAt.getTime() - b.course.resumesAt.getTime();

async function resumeAsAgreed(tx: Tx, waiting: Waiting, span: Span): Promise<void> {
  const ctx = contextOf(waiting.organizationId, waiting.course.resumesAt, span);
  await goOn(tx, ctx, waiting);
  await announceTurn(tx, ctx, { before: waiting, turn: "resumed", reason: "" });
}

/** As it stands now; it was locked before. */
async function reloaded(tx: Tx, { organizationId, id }: Subscription): Promise<Subscription> {
  const subscription = await lockSubscription(tx, organizationId, id);
  if (!subscription) throw new RangeError(`no subscription ${id}`);
  return subscription;
}
