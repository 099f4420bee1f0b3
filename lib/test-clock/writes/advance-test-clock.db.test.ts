import { setImmediate } from "node:timers/promises";
import { describe, expect, inject, it } from "vitest";
import { readSql, transactHot } from "@/lib/db/transact";
import { isDomainError } from "@/lib/errors";
import { verifyAll } from "@/lib/ledger/reads/verify";
import { countAll } from "@/lib/testing/api-refusal";
import { type Clocked, onATestClock, type Resident, sellGrowth } from "@/lib/testing/clocked";
import { cutSessions } from "@/lib/testing/cut-sessions";

const START = "2024-01-31T00:00:00Z";
const JUNE = "2024-06-01T00:00:00Z";

/** Somebody with a plan, credits that end and credits to come. */
async function aLife(): Promise<Clocked & { readonly acme: Resident }> {
  const clock = await onATestClock(START);
  const acme = await clock.resident("acme");
  await acme.give("100", { expires_at: "2024-02-29T00:00:00Z" });
  await acme.give("70", { effective_at: "2024-02-29T00:00:00Z" });
  await sellGrowth(clock, acme);
  return { ...clock, acme };
}

const LIFE_TO_JUNE = [
  "2024-02-29T00:00:00Z expired 100",
  "2024-02-29T00:00:00Z expired 2000",
  "2024-02-29T00:00:00Z grant_started 70",
  "2024-02-29T00:00:00Z renewed",
  "2024-02-29T00:00:00Z granted 2000",
  "2024-02-29T00:00:00Z invoiced 149",
  ...["2024-03-31", "2024-04-30", "2024-05-31"].flatMap((day) =>
    ["expired 2000", "renewed", "granted 2000", "invoiced 149"].map(
      (what) => `${day}T00:00:00Z ${what}`,
    ),
  ),
];

/** A happening without ids, which a rehearsal makes up. */
const named = ({ at, kind, name, amount }: Record<string, string>) => ({ at, kind, name, amount });

const stateOf = async ({ caller, clockId }: Clocked) =>
  (await caller.get(`/test-clocks/${clockId}`)).body;

async function expectSoundBooks() {
  for (const { differences } of (await verifyAll()).values()) expect(differences).toEqual([]);
}

describe("advanceTestClock", () => {
  it("takes each instant in its order: what ends, what starts, then the renewal", async () => {
    const clock = await aLife();

    expect(await clock.advance(JUNE)).toEqual(LIFE_TO_JUNE);
    expect(await stateOf(clock)).toMatchObject({ frozen_at: "2024-06-01T00:00:00.000Z" });
    expect(await clock.acme.available()).toBe("2070");
    await expectSoundBooks();
  });

  it("comes to the same in one way or in many", async () => {
    const clock = await aLife();
    const ways = ["2024-02-28T23:59:59.999Z", "2024-02-29T00:00:00Z", "2024-04-30T12:00:00Z", JUNE];
    const happened: string[] = [];
    for (const to of ways) happened.push(...(await clock.advance(to)));

    expect(happened).toEqual(LIFE_TO_JUNE);
    expect(await clock.acme.available()).toBe("2070");
  });

  it("tells before what will happen, and changes nothing by it", async () => {
    const clock = await aLife();
    const before = await countAll();
    const path = `/test-clocks/${clock.clockId}/advance`;
    const shown = await clock.made(`${path}/preview`, { to: JUNE });

    expect(await countAll()).toEqual(before);
    expect(await stateOf(clock)).toMatchObject({ status: "READY", advancing_to: null });
    const { happened } = await clock.made(path, { to: JUNE });
    expect(shown.happened.map(named)).toEqual(happened.map(named));
    expect(happened).toHaveLength(LIFE_TO_JUNE.length);
  });

  it("answers a repeat with what happened, and does nothing again", async () => {
    const clock = await aLife();
    const first = await clock.caller.post(`/test-clocks/${clock.clockId}/advance`, { to: JUNE });
    const again = await clock.caller.post(`/test-clocks/${clock.clockId}/advance`, { to: JUNE });

    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.body).toEqual(first.body);
    expect((await clock.caller.get("/invoices")).body.pagination.total).toBe(5);
  });

  it("lets one advance it at a time", async () => {
    const clock = await aLife();
    const path = `/test-clocks/${clock.clockId}/advance`;
    const [first, second] = await transactHot(async (tx) => {
      await tx.sql("SELECT id FROM wallet FOR UPDATE");
      const advancing = clock.caller.post(path, { to: JUNE });
      while ((await stateOf(clock)).status !== "ADVANCING") await setImmediate();
      const refused = await clock.caller.post(path, { to: "2024-07-01T00:00:00Z" });
      return [advancing, refused];
    }).then(([advancing, refused]) => Promise.all([advancing, refused]));

    expect(second).toMatchObject({ status: 409, body: { details: { state: "advancing" } } });
    expect(first?.status).toBe(200);
    await expectSoundBooks();
  });

  it("stands validly where a step failed, and goes on from there", async () => {
    const clock = await aLife();
    const fail = `CHECK (at < '2024-04-01' OR kind <> 'invoiced') NOT VALID`;
    await readSql(`ALTER TABLE test_clock_happening ADD CONSTRAINT breaks ${fail}`);
    const path = `/test-clocks/${clock.clockId}/advance`;
    const cut = await clock.caller.post(path, { to: JUNE });
    await readSql("ALTER TABLE test_clock_happening DROP CONSTRAINT breaks");

    expect(cut.status).toBe(500);
    expect(await stateOf(clock)).toMatchObject({
      status: "CUT_SHORT",
      frozen_at: "2024-03-31T00:00:00.000Z",
      advancing_to: "2024-06-01T00:00:00.000Z",
    });
    expect(await clock.acme.available()).toBe("2070");
    await expectSoundBooks();
    const elsewhere = await clock.caller.post(path, { to: "2024-07-01T00:00:00Z" });
    expect(elsewhere).toMatchObject({ status: 409, body: { code: "invalid_state" } });

    expect(await clock.advance(JUNE)).toEqual(LIFE_TO_JUNE);
    expect(await stateOf(clock)).toMatchObject({ status: "READY", advancing_to: null });
  });

  it("comes to the same end however often its sessions are cut", async () => {
    const clock = await aLife();
    const end = cutSessions(inject("adminUrl"));
    let happened: readonly string[] | undefined;
    while (happened === undefined) {
      happened = await clock.advance(JUNE).catch(() => undefined);
      // Nobody waits for the lease of a run that could not say that it failed.
      await readSql("UPDATE test_clock SET run_until = now() WHERE run_id IS NOT NULL").catch(
        (fault) => expect(isDomainError(fault)).toBe(true),
      );
    }
    await end();

    expect(happened).toEqual(LIFE_TO_JUNE);
    expect(await clock.acme.available()).toBe("2070");
    await expectSoundBooks();
  });
});
