import { describe, expect, it } from "vitest";
import { anEvent, aUser, available } from "@/lib/testing/api-usage";

const two = (over: object = {}) => [
  anEvent({ event_id: "a" }),
  anEvent({ event_id: "b", ...over }),
];

describe("events of all or nothing", () => {
  it("are refused whole if the credits do not suffice, and their ids stay free", async () => {
    const { caller, wallet } = await aUser("15");
    const refused = await caller.post("/events/bulk", { events: two(), atomic: true });
    expect(refused).toMatchObject({
      status: 402,
      body: {
        code: "insufficient_credits",
        details: { required: "20", available: "10", shortfall: "10" },
      },
    });
    expect(await available(caller, wallet)).toBe("15");
    expect((await caller.get("/events/a")).status).toBe(404);

    const one = await caller.post("/events/bulk", { events: two().slice(0, 1), atomic: true });
    expect(one).toMatchObject({ status: 202, body: { accepted: 1 } });
  });

  it.each([
    ["a time that is none", { timestamp: "yesterday" }, "/events/1/timestamp"],
    ["a key that is not known", { events_name: "x" }, "/events/1"],
    ["a time far ahead", { timestamp: "2999-01-01T00:00:00Z" }, "/events/1/timestamp"],
  ])("are refused whole for %s, by its place", async (_, over, pointer) => {
    const { caller, wallet } = await aUser();
    const { status, body } = await caller.post("/events/bulk", { events: two(over), atomic: true });
    expect(status).toBe(400);
    expect(body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([pointer]);
    expect(await available(caller, wallet)).toBe("100");
  });

  it("are refused whole for a customer that nobody knows", async () => {
    const { caller, wallet } = await aUser();
    const events = two({ external_customer_id: "nobody" });
    expect(await caller.post("/events/bulk", { events, atomic: true })).toMatchObject({
      ...{ status: 404, body: { code: "not_found" } },
    });
    expect(await available(caller, wallet)).toBe("100");
  });
});
