import { describe, expect, it } from "vitest";
import { transact, within } from "@/lib/db/transact";
import { idText, newId, type TestClockId } from "@/lib/ids";
import { createTestClock } from "@/lib/test-clock/writes/create-test-clock";
import { aContext, aCustomer } from "@/lib/testing/factories";
import { CustomerInput } from "../schema";
import { createCustomer } from "../writes/create-customer";
import { findClockTimes, findClockTimesByExternalId, onClock } from "./clock";

const THEN = new Date("2024-02-29T00:00:00Z");

async function aResident() {
  const ctx = await aContext({ mode: "TEST" });
  const testClockId = idText("clk", await createTestClock(ctx, { name: "Then", frozenAt: THEN }));
  const named = { externalId: "leap-1", testClockId };
  await createCustomer(ctx, CustomerInput.parse(named));
  const [id] = (await findClockTimes(ctx, null)).keys();
  if (id === undefined) throw new Error("nobody lives on the clock");
  return { ctx, id };
}

describe("onClock", () => {
  it("leaves a live organization's asking as it is, and a sandbox's without a clock", async () => {
    const live = await aContext();
    const sandbox = await aContext({ mode: "TEST" });

    expect(await onClock(live, await aCustomer(live))).toBe(live);
    expect(await onClock(sandbox, await aCustomer(sandbox))).toBe(sandbox);
  });

  it("answers a resident's time, by either name, to its own organization alone", async () => {
    const { ctx, id } = await aResident();
    const stranger = await aContext({ mode: "TEST" });

    expect(await onClock(ctx, id)).toEqual({ ...ctx, at: THEN });
    expect(await findClockTimesByExternalId(ctx, ["leap-1", "nobody"])).toEqual(
      new Map([["leap-1", THEN]]),
    );
    expect(await onClock(stranger, id)).toBe(stranger);
    expect(await findClockTimesByExternalId(stranger, ["leap-1"])).toEqual(new Map());
  });

  it("stays inside the transaction that the asking is within", async () => {
    const { ctx, id } = await aResident();
    const joined = await transact(ctx, async (tx) => {
      const own = await onClock(within(ctx, tx), id);
      return transact(own, async (inner) => inner === tx);
    });

    expect(joined).toBe(true);
  });
});

it("makes no customer on a clock that the organization does not have", async () => {
  const ctx = await aContext({ mode: "TEST" });
  const testClockId = idText("clk", newId<TestClockId>());
  const asked = createCustomer(ctx, CustomerInput.parse({ externalId: "x", testClockId }));

  await expect(asked).rejects.toMatchObject({ code: "validation_error" });
  expect(await findClockTimes(ctx, null)).toEqual(new Map());
});
