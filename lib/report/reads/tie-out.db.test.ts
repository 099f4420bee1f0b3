/** Days that tie out although a process' clock stands behind what is booked already. */
import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { transactHot } from "@/lib/db/transact";
import { postWithin } from "@/lib/ledger/post";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { type Account, aDebit, anAccount } from "@/lib/testing/wallets";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { ConsumptionQuery } from "../schema/consumption";
import { sumConsumption } from "./consumption";

const BEFORE = "2026-03-03T23:59:59Z";
const AFTER = "2026-03-04T00:00:01Z";

/** A customer whose wallet was booked last just after midnight. */
async function bookedAfterMidnight() {
  const ctx = await aContext({ at: new Date(BEFORE) });
  await aFeature(later(ctx, "2026-03-01T00:00:00Z"), {
    ...{ sumOf: "count", allowsReturns: true },
  });
  const account = await anAccount(ctx, [{ effectiveAt: new Date("2026-03-01T00:00:00Z") }]);
  const ahead = later(ctx, AFTER);
  await transactHot((tx) => postWithin(tx, ahead, [aDebit(ahead, account, "1")]));
  const externalId = await externalIdOf(account.customerId);
  const use = (at: Context, count: string) =>
    ingestEvents(at, [anEvent(externalId, { eventName: "contact_export", properties: { count } })]);
  return { ctx, account, use };
}

async function dayBefore(ctx: Context, { customerId }: Account) {
  const range = { from: "2026-03-03T00:00:00Z", to: "2026-03-04T00:00:00Z" };
  const view = await sumConsumption(ctx, customerId, ConsumptionQuery.parse(range));
  return [view.total, view.ledgerTotal, view.tiesOut];
}

describe("an event without a time of its own, from a clock that is behind", () => {
  it("is consumed on the day that it arrives on, in the ledger as in the roll-ups", async () => {
    const { ctx, account, use } = await bookedAfterMidnight();
    const [used] = (await use(ctx, "2")).results;

    expect(used).toMatchObject({ status: "ACCEPTED", credits: "10" });
    expect(await dayBefore(later(ctx, AFTER), account)).toEqual(["10", "10", true]);
  });

  it("gives back on that day too", async () => {
    const { ctx, account, use } = await bookedAfterMidnight();
    await use(ctx, "2");
    await use(ctx, "-1");

    expect(await dayBefore(later(ctx, AFTER), account)).toEqual(["5", "5", true]);
  });
});
