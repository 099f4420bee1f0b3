import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { aContext, later } from "@/lib/testing/factories";
import { aPayer, entitles, figuresOf } from "@/lib/testing/usage";
import { aSubscriber, aTotal, creditsOf, said, spent, totalsOf } from "@/lib/testing/usage-totals";
import { give } from "@/lib/testing/wallets";
import { ingestEvents } from "./ingest-events";

describe("ingestEvents of UNIQUE_COUNT", () => {
  it("counts each value once a period, in one call or in many", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "UNIQUE_COUNT", "3");
    const { customerId, externalId } = await aPayer(ctx, ["100"]);
    const named = (names: unknown[]) => names.map((name) => said(externalId, name));

    expect(await creditsOf(ctx, named(["ann", "ben", "ann", 5]))).toEqual(["3", "3", "0", "3"]);
    expect(await creditsOf(ctx, named(["5", "cem", "ben"]))).toEqual(["0", "3", "0"]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(12), quantity: 4 });
    const april = later(ctx, "2026-04-01T00:00:00Z");
    expect(await creditsOf(april, named(["ann"]))).toEqual(["3"]);
  });

  it("counts a value that was refused when it comes again, and included ones for nothing", async () => {
    const ctx = await aContext();
    const feature = await aTotal(ctx, "UNIQUE_COUNT", "3");
    const hard = entitles(feature, { includedUnits: "1", usageLimit: "3", isSoftLimit: false });
    const account = await aSubscriber(ctx, { entitlements: [hard] }, ["5"]);
    const { customerId, externalId } = account;
    const named = (names: string[]) => names.map((name) => said(externalId, name));

    const answer = await ingestEvents(ctx, named(["ann", "ben", "cem", "ann", "cem"]));
    expect(answer.results).toMatchObject([
      { credits: "0" },
      { credits: "3" },
      { status: "REFUSED", code: "insufficient_credits" },
      { status: "ACCEPTED", credits: "0" },
      { status: "REFUSED", code: "insufficient_credits" },
    ]);

    await give(ctx, account, "100");
    const again = await ingestEvents(ctx, named(["cem", "dan", "ben"]));
    expect(again.results).toMatchObject([
      { status: "ACCEPTED", credits: "3" },
      { status: "REFUSED", code: "limit_reached" },
      { status: "ACCEPTED", credits: "0" },
    ]);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(6), quantity: 3 });
  });

  it("counts a value once however many clients bring it at the same time", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "UNIQUE_COUNT", "3");
    const { customerId, externalId } = await aPayer(ctx, ["1000"]);
    const names = Array.from({ length: 12 }, (_, index) => `contact-${index}`);

    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, client) =>
        ingestEvents(
          ctx,
          names.slice(client, client + 7).map((name) => said(externalId, name)),
        ),
      ),
    );

    expect(answers.every(({ accepted }) => accepted === 7)).toBe(true);
    expect(await totalsOf(customerId)).toMatchObject({ ...spent(36), quantity: 12 });
    const [seen] = await readSql(
      "SELECT count(*)::int AS count FROM usage_seen_value WHERE customer_id = $1::uuid",
      [customerId],
    );
    expect(seen).toEqual({ count: 12 });
  });

  it("costs the same whatever the order", async () => {
    const ctx = await aContext();
    await aTotal(ctx, "UNIQUE_COUNT", "3");
    await aTotal(ctx, "MAX");
    const values = [1, 2, 1, 4];
    const spentIn = async (order: readonly number[]) => {
      const { customerId, externalId } = await aPayer(ctx, ["100"]);
      await ingestEvents(
        ctx,
        order.map((index) => said(externalId, values[index])),
      );
      return (await figuresOf(customerId)).available;
    };

    expect(await spentIn([0, 1, 2, 3])).toBe(100 - 9 - 8);
    expect(await spentIn([3, 0, 2, 1])).toBe(100 - 9 - 8);
  });
});
