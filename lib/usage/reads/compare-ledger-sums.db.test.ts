/** What the ledger keeps by day and by member is what its entries say, is found where not, and mended. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { type CustomerId, EventId, type TransactionId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { to } from "@/lib/testing/corrections";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { aHold, capture, release } from "@/lib/testing/holds";
import { sumDifferences } from "@/lib/testing/ledger-sums";
import { aFeature, anEvent, aPayer } from "@/lib/testing/usage";
import { type Account, aDebit } from "@/lib/testing/wallets";
import { differenceWords } from "../view/difference";
import { correctEvent } from "../writes/correct-event";
import { ingestEvents } from "../writes/ingest-events";
import { repairRollUps } from "../writes/repair-roll-ups";
import { compareRollUps } from "./compare-roll-ups";
import { findEvent } from "./events";

const DAYS = { from: "2026-02-20", to: "2026-03-05" };
const ANN = { member: "ann" };
const AT = "2026-03-01T22:00:00Z";

/** Where March 1, 22:00 in UTC is March 2 already. */
async function aBusyCustomer() {
  const before = await aContext({ at: new Date("2026-02-10T12:00:00Z") });
  await aFeature(before, { key: "rows", sumOf: "rows", cost: "1" });
  const payer = await aPayer(before, ["100"]);
  await readSql("UPDATE customer SET timezone = 'Asia/Kolkata' WHERE id = $1::uuid", [
    payer.customerId,
  ]);
  await readSql("UPDATE wallet SET shortage_policy = 'OVERAGE' WHERE id = $1::uuid", [
    payer.walletId,
  ]);
  return { ctx: later(before, AT), ...payer };
}

async function debit(ctx: Context, account: Account, amount: string, member?: string) {
  const outcome = await post(ctx, aDebit(ctx, account, amount, member ? { member } : {}));
  if (!outcome.ok) throw new Error("the debit was refused");
  return outcome.transactionId;
}

const giveBack = (ctx: Context, id: TransactionId) =>
  reverseTransaction(ctx, id, {
    ...{ amount: null, restoreDays: null, reason: "Ticket 4711", reference: aReference() },
  });

const daysOf = async (customerId: CustomerId) => {
  const rows = await readSql(
    `SELECT day::text AS day, credits::float AS credits FROM ledger_day
     WHERE customer_id = $1::uuid ORDER BY day`,
    [customerId],
  );
  return rows.map(({ day, credits }) => [day, credits]);
};

/** Debits, late use, what is owed and settled, holds, corrections and reversals. */
async function useAll() {
  const { ctx, externalId, ...account } = await aBusyCustomer();
  const rows = (count: number, timestamp: string, member?: string) =>
    anEvent(externalId, { eventName: "rows", properties: { rows: count }, timestamp, member });
  const late = rows(10, "2026-02-27T10:00:00Z", "ann");
  await ingestEvents(ctx, [late, rows(4, "2026-02-28T18:29:00Z"), rows(3, AT, "ann")]);
  const taken = await debit(ctx, account, "6", "ann");
  await debit(ctx, account, "5");
  await capture(ctx, await aHold(ctx, account, "8", ANN), "9.5");
  await release(ctx, await aHold(ctx, account, "2", ANN));
  await aHold(ctx, account, "1", ANN);
  await debit(ctx, account, "70");
  const after = later(ctx, "2026-03-02T22:00:00Z");
  await giveBack(after, taken);
  const trace = await findEvent(after, late.eventId ?? "");
  await correctEvent(after, EventId.parse(trace?.event.id), to("4"));
  return { ctx: after, ...account };
}

describe("what the ledger keeps by day and by member", () => {
  it("is what its entries say, on the customer's own days, whatever was booked", async () => {
    const { ctx, customerId } = await useAll();

    expect(await sumDifferences(ctx)).toEqual([]);
    expect(await daysOf(customerId)).toEqual([
      ["2026-02-27", 4],
      ["2026-02-28", 4],
      ["2026-03-02", 3],
    ]);
    expect(await compareRollUps(ctx.organizationId, DAYS)).toEqual({ days: DAYS, differences: [] });
  });

  it("is found where it was changed, lost or made up, and mended, another's left alone", async () => {
    const [{ ctx, customerId }, other] = [await useAll(), await useAll()];
    const before = await daysOf(customerId);
    for (const id of [customerId, other.customerId]) await tamper(id);

    const { differences } = await compareRollUps(ctx.organizationId, DAYS);
    const day = "ledger_day 2026-";
    const member = "member_use 2026-";
    expect(
      differences.map((difference) => differenceWords(difference).replace(/ of cus.*?[,:]/, "")),
    ).toEqual([
      `${day}02-20 stored 2 credits, by its entries 0 credits`,
      `${day}02-27 stored 0 credits, by its entries 4 credits`,
      `${day}03-02 stored 4 credits, by its entries 3 credits`,
      `${member}01-31T18:30:00+00:00 member ann, credits: stored 90 credits, by its entries 4 credits`,
      `${member}02-28T18:30:00+00:00 member ann, credits: stored 90 credits, by its entries 12.5 credits`,
    ]);
    expect(await repairRollUps(ctx, DAYS)).toBe(5);
    expect(await sumDifferences(ctx)).toEqual([]);
    expect((await daysOf(customerId)).filter(([day]) => day !== "2026-02-20")).toEqual(before);
    expect(await repairRollUps(ctx, DAYS)).toBe(0);
    expect(await sumDifferences(other.ctx)).toHaveLength(5);
  });

  it("is mended where a member's sum is lost, while the member uses more", async () => {
    const { ctx, ...account } = await useAll();
    const used = () =>
      readSql("SELECT sum(used)::float AS used FROM member_use WHERE customer_id = $1::uuid", [
        account.customerId,
      ]);
    const [before] = await used();
    await readSql("DELETE FROM member_use WHERE customer_id = $1::uuid", [account.customerId]);
    await Promise.all([repairRollUps(ctx, DAYS), debit(ctx, account, "1", "ann")]);

    expect(await sumDifferences(ctx)).toEqual([]);
    expect(await used()).toEqual([{ used: Number(before?.used) + 1 }]);
  });
});

async function tamper(customerId: CustomerId): Promise<void> {
  for (const change of [
    "UPDATE ledger_day SET credits = credits + 1 WHERE customer_id = $1::uuid AND day = '2026-03-02'",
    "DELETE FROM ledger_day WHERE customer_id = $1::uuid AND day = '2026-02-27'",
    `INSERT INTO ledger_day (organization_id, customer_id, day, credits)
       SELECT organization_id, id, '2026-02-20', 2 FROM customer WHERE id = $1::uuid`,
    "UPDATE member_use SET used = 90 WHERE customer_id = $1::uuid",
  ])
    await readSql(change, [customerId]);
}
