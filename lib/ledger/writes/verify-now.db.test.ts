import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { aContext, later } from "@/lib/testing/factories";
import { anAccount } from "@/lib/testing/wallets";
import { findVerification } from "../reads/verify-results";
import { auditWallets, verifyEverything } from "./verify-due";
import { runCheck, verifyNow } from "./verify-now";

const spoil = (walletId: string, available: number) =>
  readSql("UPDATE wallet SET available = $2::int WHERE id = $1::uuid", [walletId, available]);

async function checkId(ctx: Context): Promise<string> {
  const { underWay } = await findVerification(ctx);
  if (!underWay) throw new Error("no run is under way");
  return underWay.id;
}

describe("a verification that somebody asks for", () => {
  it("waits in the queue, runs once and keeps its result", async () => {
    const ctx = await aContext();
    await anAccount(ctx, ["10", "5"]);
    expect(await findVerification(ctx)).toEqual({ last: null, underWay: null });

    const asked = await verifyNow(ctx);
    expect(asked).toMatchObject({
      last: null,
      underWay: { state: "queued", trigger: "asked", askedBy: "Test Person" },
    });
    const [job] = await readSql(
      "SELECT count(*)::int AS jobs FROM graphile_worker.jobs WHERE task_identifier = 'verify-organization'",
    );
    expect(job?.jobs).toBe(1);

    expect(await runCheck(await checkId(ctx), ctx.at)).toEqual([]);
    const { last, underWay } = await findVerification(ctx);
    expect(underWay).toBeNull();
    expect(last).toMatchObject({
      state: "clean",
      counts: {
        wallets: 1,
        grants: 2,
        holds: 0,
        lots: 0,
        transactions: 2,
        postings: 2,
        entries: 2,
      },
      differenceCount: 0,
    });
    expect(await runCheck(last?.id ?? "", ctx.at)).toEqual([]);
  });

  it("is asked once while it is under way, also by many at the same time", async () => {
    const ctx = await aContext();
    await anAccount(ctx, ["10"]);

    const asked = await Promise.all(Array.from({ length: 6 }, () => verifyNow(ctx)));

    expect(new Set(asked.map(({ underWay }) => underWay?.id)).size).toBe(1);
  });

  it("is asked anew when its process has died", async () => {
    const ctx = await aContext();
    await verifyNow(ctx);
    const first = await checkId(ctx);

    const again = await verifyNow(later(ctx, new Date(ctx.at.getTime() + 16 * 60_000)));

    expect(again.last).toMatchObject({ id: first, state: "failed" });
    expect(again.underWay).toMatchObject({ state: "queued" });
    expect(await runCheck(first, ctx.at)).toEqual([]);
  });

  it("tells what differs", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10"]);
    await spoil(walletId, 11);
    await verifyNow(ctx);

    await runCheck(await checkId(ctx), ctx.at);

    const { last } = await findVerification(ctx);
    expect(last).toMatchObject({ state: "different", differenceCount: 2 });
    expect(last?.differences[0]).toEqual({
      thing: "posting",
      id: walletId,
      figure: "available",
      stored: "11.000000000",
      rebuilt: "10.000000000",
    });
    await spoil(walletId, 10);
  });

  it("says nothing of other organizations", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    const { walletId } = await anAccount(other, ["10"]);
    await spoil(walletId, 11);
    await verifyNow(ctx);
    await runCheck(await checkId(ctx), ctx.at);

    expect((await findVerification(ctx)).last).toMatchObject({ state: "clean" });
    expect(await findVerification(other)).toEqual({ last: null, underWay: null });
    await spoil(walletId, 10);
  });
});

describe("verification by the timetable", () => {
  it("keeps every organization's own result of one night", async () => {
    const [ctx, other] = [await aContext(), await aContext()];
    await anAccount(ctx, ["10"]);
    const { walletId } = await anAccount(other, ["10"]);
    await spoil(walletId, 11);

    await verifyEverything(ctx.at);

    const [mine, theirs] = [await findVerification(ctx), await findVerification(other)];
    expect(mine.last).toMatchObject({ state: "clean", trigger: "nightly", askedBy: null });
    expect(theirs.last).toMatchObject({ state: "different", differenceCount: 2 });
    await spoil(walletId, 10);
  });

  it("comes to every wallet once in a hundred hours, and keeps only what differs", async () => {
    const ctx = await aContext();
    const { walletId } = await anAccount(ctx, ["10"]);
    await anAccount(ctx, ["10"]);
    await spoil(walletId, 11);

    const hours = Array.from({ length: 100 }, (_, hour) => hour * 3_600_000);
    let seen = 0;
    let found = 0;
    for (const hour of hours) {
      const audit = await auditWallets(new Date(ctx.at.getTime() + hour));
      seen += audit.wallets;
      found += audit.found.get(ctx.organizationId)?.length ?? 0;
    }

    const [all] = await readSql("SELECT count(*)::int AS wallets FROM wallet");
    expect(seen).toBe(all?.wallets);
    expect(found).toBe(2);
    expect((await findVerification(ctx)).last).toMatchObject({
      state: "different",
      trigger: "audit",
    });
    await spoil(walletId, 10);
  });
});
