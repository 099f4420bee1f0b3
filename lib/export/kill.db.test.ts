import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { ExportId } from "@/lib/ids";
import { TASKS } from "@/lib/jobs/tasks";
import { anExport, callsOf, exported } from "@/lib/testing/exports";
import { aContext } from "@/lib/testing/factories";
import { MortalServer } from "@/lib/testing/mortal-server";

const CALLS = 80_000;

let server: MortalServer;
beforeAll(async () => {
  server = await MortalServer.start();
});
afterAll(() => server.stop());

async function until(ctx: Context, id: ExportId, is: (state: string, rows: number) => boolean) {
  for (;;) {
    const [row] = await readSql("SELECT state, rows FROM export WHERE id = $1::uuid", [id]);
    if (is(String(row?.state), Number(row?.rows))) return exported(ctx, id);
    await sleep(5);
  }
}

it("an export whose process is killed while it writes is whole in the end", async () => {
  const ctx = await aContext({ at: new Date() });
  await callsOf(ctx, CALLS);
  const id = await anExport(ctx, { list: "calls", source: "/developers/logs" });

  await until(ctx, id, (_, rows) => rows > 0);
  await server.killAndRestart();
  const cut = await until(ctx, id, () => true);
  await readSql(
    "UPDATE export SET touched_at = touched_at - interval '3 minutes' WHERE id = $1::uuid",
    [id],
  );
  await TASKS["tend-exports"]({ name: "tend-exports", id: "1", at: new Date(), payload: {} });
  const whole = await until(ctx, id, (state) => state === "READY");

  expect(cut.state).toBe("WRITING");
  expect(whole.rows).toBe(CALLS);
  expect(whole.lines.length).toBe(CALLS);
  expect(new Set(whole.lines).size).toBe(CALLS);
}, 180_000);
