import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { postWithin } from "@/lib/ledger/post";
import type { ReverseCommand } from "@/lib/ledger/rules/command";
import { refusalOf } from "@/lib/ledger/view";
import { creditFeesOf, drawOf, type FeeDraw, feeCounterId } from "../rules/credit-fee";
import { type DrawnFee, type FeeReturn, feeReturns } from "../rules/fee-returns";
import { type Course, countedFor } from "../rules/subscription";
import type { Subscription } from "../store";
import { loadDrawnFees, type StoredDraw } from "../store/drawn-fees";
import { weighPeriod } from "./weigh-period";

type Ending = {
  /** What ends it, in the names of what is given back. */
  readonly by: "change" | "end";
  readonly subscription: Pick<Subscription, "id" | "customerId">;
  readonly version: PlanVersion;
  readonly course: Course;
};

/**
 * Gives back what a change, or an end within the period, leaves unused of fees in credits, to the
 * grants that paid them (SEMANTICS 4.3, 8.6). Before the period is weighed: what comes back to its
 * own credits is unspent then.
 *
 * @throws DomainError if the ledger refuses, such as for a closed wallet; then nothing stands.
 */
export async function returnFees(
  tx: Tx,
  ctx: Context,
  ending: Ending,
): Promise<readonly FeeReturn[]> {
  const running = runningDraws(ending);
  if (running.length === 0) return [];
  const { id, customerId } = ending.subscription;
  const { grants, grantIds } = await weighPeriod(tx, ctx, ending);
  const since = new Date(Math.min(...running.map(({ period }) => period.start.getTime())));
  const of = { customerId, subscriptionId: id };
  const stored = await loadDrawnFees(tx, of, { since, grantIds });
  const drawn = stored.flatMap((one) => drawnFee(one, running, ctx.at));
  const returns = feeReturns(drawn, grants, ctx.at);
  const commands = returns.map(
    ({ fee: { transactionId, name }, amount }): ReverseCommand => ({
      ...{ kind: "reverse", customerId, transactionId, amount, restoreDays: null },
      reference: `subscription:${id}:${ending.by}:fee:${transactionId}`,
      cause: { kind: "subscription", id },
      reason: `Unused: ${name}`,
    }),
  );
  for (const outcome of await postWithin(tx, ctx, commands)) {
    if (!outcome.ok) throw refusalOf(outcome.refusal);
  }
  return returns;
}

/** Of each fee in credits the draw of the period that it was drawn for last. */
const runningDraws = ({ version, course }: Ending): readonly FeeDraw[] =>
  creditFeesOf(version).flatMap((fee) => {
    const counter = course.grants.find(({ planGrantId }) => planGrantId === feeCounterId(fee.id));
    return counter ? drawOf(fee, countedFor(course, counter), counter.issued - 1) : [];
  });

/** More that was bought, or what was paid late, is for the time from then on. */
function drawnFee(stored: StoredDraw, running: readonly FeeDraw[], now: Date): readonly DrawnFee[] {
  const { transactionId, reference, at, amount, ofGrants: ofPeriod } = stored;
  const draw = running.find(({ fee, index }) => {
    const name = `:fee:${fee.id}:${index}`;
    return reference.endsWith(name) || reference.includes(`${name}+`);
  });
  if (!draw || amount <= 0n || now >= draw.period.end || at >= draw.period.end) return [];
  const { name, unit } = draw.fee;
  const period = { start: at, end: draw.period.end };
  return [{ transactionId, name, creditUnit: unit.creditUnit, amount, ofPeriod, period }];
}
