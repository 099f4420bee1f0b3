/** A wallet with something spent in it, for tests of what ends and moves credits; refusals that change nothing. */
import { expect } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { post } from "@/lib/ledger/post";
import type { BookedView } from "@/lib/ledger/schema";
import { credits } from "./amounts";
import { countAll } from "./api-refusal";
import { aContext, aReference } from "./factories";
import { type Account, aDebit, anAccount, give } from "./wallets";

export const APRIL = "2026-04-01T00:00:00.000Z";
export const MAY = "2026-05-01T00:00:00.000Z";
export const why = () => ({ reason: "Gone away", reference: aReference() });

/** A hundred that end in April, of which thirty are spent. */
export async function aSpender(terms: Parameters<typeof give>[2] & object = {}) {
  const ctx = await aContext();
  const account = await anAccount(ctx);
  const told = { amount: credits("100"), expiresAt: new Date(APRIL), ...terms };
  const grantId = await give(ctx, account, told);
  const spent = await post(ctx, aDebit(ctx, account, "30"));
  if (!spent.ok) throw new Error("refused");
  return { ctx, account, grantId, spent: spent.transactionId };
}
export type Spender = Awaited<ReturnType<typeof aSpender>>;

export const owing = ({ walletId }: Pick<Account, "walletId">) =>
  readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [walletId]);

/** What the audit log says of a command. */
export async function auditOf(ctx: Context, { transactionId }: BookedView) {
  const [record] = await readSql(
    `SELECT action, reason, after->>'amount' AS amount FROM audit_record
     WHERE organization_id = $1::uuid AND entity_id = $2::text`,
    [ctx.organizationId, transactionId],
  );
  return record;
}

/** Refused so, by the act and by its preview, and every table is as it was. */
export async function refuses(acts: readonly (() => Promise<unknown>)[], error: object) {
  const before = await countAll();
  for (const act of acts) await expect(act()).rejects.toMatchObject(error);
  expect(await countAll()).toEqual(before);
}
