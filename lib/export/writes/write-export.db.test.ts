import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import {
  aLedger,
  anExport,
  callsOf,
  deedsOf,
  exported,
  forget,
  jobsOf,
  list,
  moment,
  tend,
  writeSome,
} from "@/lib/testing/exports";
import { aContext } from "@/lib/testing/factories";
import { cancelExport } from "./cancel-export";
import { retryExport } from "./retry-export";
import { takeExport } from "./take-export";
import { tendExports } from "./tend-exports";

describe("writing an export", () => {
  it("goes on where it was killed, with no row twice and none lost", async () => {
    const ctx = await aContext();
    await aLedger(ctx);
    const [whole, cut] = [await anExport(ctx), await anExport(ctx, { source: "/ledger?cut" })];
    await writeSome(ctx, whole);
    await writeSome(ctx, cut, 1);
    expect(await exported(ctx, cut)).toMatchObject({ state: "WRITING", rows: 2 });
    const before = await jobsOf(cut);

    await tend(ctx);
    expect(await jobsOf(cut)).toBe(before);
    await forget(cut);
    await tend(ctx);
    expect(await jobsOf(cut)).toBe(before + 1);
    await writeSome(ctx, cut, 1);
    await writeSome(ctx, cut);

    const [one, other] = [await exported(ctx, whole), await exported(ctx, cut)];
    expect(other.lines).toEqual(one.lines);
    expect(other.totals).toEqual(one.totals);
  });

  it("by several at once is writing it once", async () => {
    const ctx = await aContext();
    await callsOf(ctx, 41);
    const id = await anExport(ctx, { list: "calls", source: "/developers/logs" });

    await Promise.all(Array.from({ length: 5 }, () => writeSome(ctx, id)));
    await writeSome(ctx, id);

    const { state, rows, lines } = await exported(ctx, id);
    expect([state, rows, new Set(lines).size, lines.length]).toEqual(["READY", 41, 41, 41]);
  });

  it("gives other jobs their turn after so many pieces", async () => {
    const ctx = await aContext();
    await aLedger(ctx);
    const id = await anExport(ctx);

    await writeSome(ctx, id, 2);

    expect(await exported(ctx, id)).toMatchObject({ state: "WRITING", rows: 4 });
    expect(await jobsOf(id)).toBe(2);
  });

  it("that fails says why, and goes on when it is tried again", async () => {
    const ctx = await aContext();
    await aLedger(ctx);
    const id = await anExport(ctx);
    await writeSome(ctx, id, 1);
    const [row] = await readSql("SELECT cursor FROM export WHERE id = $1::uuid", [id]);
    const setCursor = (cursor: string) =>
      readSql("UPDATE export SET cursor = $2::text WHERE id = $1::uuid", [id, cursor]);

    await setCursor("of another list");
    await writeSome(ctx, id);
    const failed = await exported(ctx, id);
    expect(failed).toMatchObject({ state: "FAILED", rows: 2 });
    expect(failed.failure).not.toBeNull();
    await expect(takeExport(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
    await expect(cancelExport(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });

    await setCursor(String(row?.cursor));
    await retryExport(ctx, id);
    await writeSome(ctx, id);
    expect(await exported(ctx, id)).toMatchObject({ state: "READY", rows: 5, failure: null });
    await expect(retryExport(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
    expect((await deedsOf(ctx)).map(([action]) => action)).toEqual([
      ...["export.asked", "export.failed", "export.retried", "export.written"],
    ]);
  });

  it("ends when somebody cancels, and what was written is gone", async () => {
    const ctx = await aContext();
    await aLedger(ctx);
    const id = await anExport(ctx);
    await writeSome(ctx, id, 1);

    await cancelExport(ctx, id);
    await writeSome(ctx, id);

    const [row] = await readSql(
      "SELECT count(*)::int AS pieces FROM export_piece WHERE export_id = $1::uuid",
      [id],
    );
    expect(row).toEqual({ pieces: 0 });
    expect((await list(ctx))[0]).toMatchObject({ state: "CANCELLED" });
    await expect(cancelExport(ctx, id)).rejects.toMatchObject({ code: "invalid_state" });
    expect((await deedsOf(ctx)).map(([action]) => action)).toEqual([
      "export.asked",
      "export.cancelled",
    ]);
  });

  it("takes up what was abandoned once, however many tend at once", async () => {
    const ctx = await aContext();
    const id = await anExport(ctx);
    await forget(id);

    const contextOf = () => ctx;
    const tended = await Promise.all([1, 2, 3].map(() => tendExports(ctx.at, contextOf)));

    expect(tended.reduce((sum, { taken }) => sum + taken, 0)).toBe(1);
  });
});

describe("an export that has had its time", () => {
  it("is not given any more, and is removed with its pieces", async () => {
    const ctx = await aContext();
    await aLedger(ctx);
    const id = await anExport(ctx);
    await writeSome(ctx, id);
    const [before, after] = [moment(ctx, 7 * 86_400 - 1), moment(ctx, 7 * 86_400)];

    await tend(before);
    await takeExport(before, id);
    await expect(takeExport(after, id)).rejects.toMatchObject({ code: "not_found" });
    await tend(after);

    expect(await list(ctx)).toEqual([]);
    const [row] = await readSql(
      "SELECT count(*)::int AS pieces FROM export_piece WHERE export_id = $1::uuid",
      [id],
    );
    expect(row).toEqual({ pieces: 0 });
    expect((await deedsOf(ctx)).at(-1)).toEqual(["export.expired", "tend-exports", null]);
  });
});
