/** Debits in process, through the poster as every other part of the product calls it. */
import { newId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { nanocredits } from "@/lib/money/credits";
import { type Measured, measure } from "./measure";
import type { Shop, Target } from "./wallets";

/** Debits of one credit, each of a target that `choose` names. */
export function measureDebits(
  { ctx }: Shop,
  choose: () => Target,
  load: { callers: number; seconds: number },
): Promise<Measured> {
  let count = 0;
  const run = newId();
  return measure(load, async () => {
    const outcome = await post(ctx, {
      ...{ kind: "debit", ...choose(), creditUnit: "credits", reference: `${run}-${count++}` },
      ...{ featureId: null, member: null, groupId: null },
      parts: [{ eventId: null, at: ctx.at, amount: nanocredits(1_000_000_000n) }],
    });
    if (!outcome.ok) throw new Error(`a debit was refused: ${outcome.refusal.code}`);
  });
}

/** Each wallet as likely as any other. */
export const anyOf =
  ({ targets }: Shop) =>
  (): Target => {
    const target = targets[Math.floor(Math.random() * targets.length)];
    if (!target) throw new RangeError("there are no wallets to debit");
    return target;
  };

/** Always the same one. */
export const hotOf = ({ targets }: Shop): (() => Target) => {
  const [hot] = targets;
  if (!hot) throw new RangeError("there are no wallets to debit");
  return () => hot;
};
