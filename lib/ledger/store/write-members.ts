/** What members have used: sums of what a batch took for them and gave back, by window. */
import { instantText, plainColumn, textColumn } from "@/lib/db/columns";
import { type Tx, tell } from "@/lib/db/tx";
import { creditsText, minus, plus, ZERO } from "@/lib/money/credits";
import { accountKey, type MemberUse } from "../rules/member-limit";
import type { Writing } from "./writing";

const COLUMNS = `unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[],
    $6::numeric[]) AS d (organization_id, customer_id, member, credit_unit, window_start, amount)`;
const RAISE = `INSERT INTO member_use AS m (organization_id, customer_id, member, credit_unit,
    window_start, used)
  SELECT * FROM ${COLUMNS}
  ON CONFLICT (customer_id, member, credit_unit, window_start)
  DO UPDATE SET used = m.used + excluded.used`;
/** What is given back was counted before, so its row stands. */
const LOWER = `UPDATE member_use AS m SET used = m.used - d.amount FROM ${COLUMNS}
  WHERE m.customer_id = d.customer_id AND m.member = d.member AND m.credit_unit = d.credit_unit
    AND m.window_start = d.window_start`;

type Change = Pick<Writing, "ctx" | "command"> & { readonly use: MemberUse };

/** Under the locks of the customers' wallets. */
export async function writeMemberUse(tx: Tx, writings: readonly Writing[]): Promise<void> {
  if (writings.every(({ transaction }) => transaction.memberUse.length === 0)) return;
  const changes = [...changesOf(writings).values()];
  const raised = changes.filter(({ use }) => use.amount > ZERO);
  if (raised.length > 0) await tell(tx, RAISE, columnsOf(raised));
  const lowered = changes
    .filter(({ use }) => use.amount < ZERO)
    .map((change) => ({ ...change, use: negated(change.use) }));
  if (lowered.length > 0) await tell(tx, LOWER, columnsOf(lowered));
}

function changesOf(writings: readonly Writing[]): ReadonlyMap<string, Change> {
  const changes = new Map<string, Change>();
  for (const { ctx, command, transaction } of writings) {
    for (const use of transaction.memberUse) {
      const key = `${command.customerId}/${accountKey(use)}`;
      const before = changes.get(key)?.use.amount ?? ZERO;
      changes.set(key, { ctx, command, use: { ...use, amount: plus(before, use.amount) } });
    }
  }
  return changes;
}

const negated = (use: MemberUse): MemberUse => ({ ...use, amount: minus(ZERO, use.amount) });

const columnsOf = (changes: readonly Change[]) => [
  plainColumn(changes, ({ ctx }) => ctx.organizationId),
  plainColumn(changes, ({ command }) => command.customerId),
  textColumn(changes, ({ use }) => use.member),
  textColumn(changes, ({ use }) => use.creditUnit),
  plainColumn(changes, ({ use }) => instantText(use.windowStart)),
  plainColumn(changes, ({ use }) => creditsText(use.amount)),
];
