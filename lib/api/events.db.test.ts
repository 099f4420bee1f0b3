import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { anEvent, aUser, available } from "@/lib/testing/api-usage";

describe("events", () => {
  it("takes the credits before the answer, and counts an id once", async () => {
    const { caller, wallet } = await aUser();
    const first = await caller.post("/events", anEvent({ event_id: "e-1" }));

    expect(first.status).toBe(202);
    expect(first.body).toEqual({
      message: "Event accepted",
      event_id: "e-1",
      status: "accepted",
      code: null,
      credits: "10",
      credits_back: "0",
      dropped: "0",
      owed: [],
      transaction_id: expect.stringMatching(/^ltx_/),
    });
    expect(await available(caller, wallet)).toBe("90");
    expect(await caller.post("/events", anEvent({ event_id: "e-1" }))).toMatchObject({
      status: 202,
      body: { status: "duplicate" },
    });
    expect(await available(caller, wallet)).toBe("90");
  });

  it("names events without an id by the idempotency key", async () => {
    const { caller, wallet } = await aUser();
    const send = () => caller.post("/events", anEvent(), { "idempotency-key": "batch-7" });

    expect((await send()).body).toMatchObject({ event_id: "batch-7:0", status: "accepted" });
    expect((await send()).body).toMatchObject({ event_id: "batch-7:0", status: "duplicate" });
    expect(await available(caller, wallet)).toBe("90");
  });

  it("keeps what cannot be paid, nobody counts or nobody is billed for, and says so", async () => {
    const { caller, wallet } = await aUser("15");
    const { status, body } = await caller.post("/events/bulk", {
      events: [
        anEvent({ event_id: "a" }),
        anEvent({ event_id: "b" }),
        anEvent({ event_id: "c", external_customer_id: "nobody" }),
        anEvent({ event_id: "d", timestamp: "2099-01-01T00:00:00Z" }),
        { event_id: "e" },
        anEvent({ event_id: "f", evnt_name: "x" }),
        null,
        anEvent({ event_id: "a" }),
      ],
    });

    expect(status).toBe(202);
    expect(body).toMatchObject({
      accepted: 1,
      refused: 1,
      unmatched: 1,
      duplicates: 1,
      rejected: 4,
    });
    expect(body.results.map((result: { status: string }) => result.status)).toEqual([
      "accepted",
      "refused",
      "unmatched",
      "rejected",
      "rejected",
      "rejected",
      "rejected",
      "duplicate",
    ]);
    expect(body.results[1]).toMatchObject({ credits: "0", code: "insufficient_credits" });
    expect(body.results[5].error).toBe('Unknown key "evnt_name"; did you mean "event_name"?');
    expect(await available(caller, wallet)).toBe("5");
  });

  it("judges long numbers and unfit text event by event", async () => {
    const { caller } = await aUser();
    const { status, body } = await caller.send("/events/bulk", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"events": [
        {"event_name": "contact.exported", "external_customer_id": "flex-1", "properties": {"count": 12345678901234567}},
        {"event_name": "contact.exported", "external_customer_id": "flex-1", "properties": {"count": 1}},
        {"event_name": "contact\\u0000exported", "external_customer_id": "flex-1"}
      ]}`,
    });

    expect(status).toBe(202);
    expect(body.results).toMatchObject([
      { status: "rejected", error: expect.stringContaining("send_as_string") },
      { status: "accepted", credits: "5" },
      { status: "rejected" },
    ]);
  });

  it("says how a time is written, to whoever leaves out its offset or sends a number", async () => {
    const { caller } = await aUser();
    for (const timestamp of ["2026-03-01T12:00:00", "2026-03-01", 1_772_366_400]) {
      const refused = await caller.post("/events", anEvent({ timestamp }));
      expect(refused).toMatchObject({
        status: 400,
        body: { errors: [{ pointer: "/timestamp", detail: expect.stringMatching(/T12:00:00Z/) }] },
      });
    }
  });

  it("refuses a batch that is bad in all its events, and one of too many", async () => {
    const { ctx, caller } = await aUser();

    expect(await caller.post("/events/bulk", { events: [{}, { event_name: 5 }] })).toMatchObject({
      status: 400,
      body: {
        code: "validation_error",
        errors: expect.arrayContaining([
          expect.objectContaining({ pointer: "/events/0/event_name" }),
          expect.objectContaining({ pointer: "/events/1/event_name" }),
        ]),
      },
    });
    const many = Array.from({ length: 1001 }, () => anEvent());
    expect(await caller.post("/events/bulk", { events: many })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: "/events", detail: "At most 1000 events a call" }] },
    });
    const [stored] = await readSql(
      "SELECT count(*)::int AS count FROM usage_event WHERE organization_id = $1::uuid",
      [ctx.organizationId],
    );
    expect(stored?.count).toBe(0);
  });

  it("finds events again, page by page, and traces one", async () => {
    const { caller, customer, feature } = await aUser();
    for (const event_id of ["a", "b", "c"]) await caller.post("/events", anEvent({ event_id }));
    const ask = (over: object) => caller.post("/events/query", { page_size: 2, ...over });

    const first = await ask({ external_customer_id: "flex-1" });
    expect(first).toMatchObject({ status: 200, body: { has_more: true } });
    expect(first.body.events[0]).toMatchObject({
      event_id: "c",
      customer_id: customer.id,
      status: "ACCEPTED",
      properties: { count: "2" },
      uses: [{ feature_id: feature.id, quantity: "2", credits: "10" }],
    });
    const rest = await ask({ iter_last_key: first.body.iter_last_key });
    expect(rest.body).toMatchObject({ events: [{ event_id: "a" }], has_more: false });
    const none = await ask({ event_name: "other" });
    expect(none.body.events).toEqual([]);

    const trace = await caller.get("/events/b");
    expect(trace).toMatchObject({ status: 200, body: { status: "processed" } });
    expect(trace.body.stages.map(({ stage }: { stage: string }) => stage)).toEqual([
      "received",
      "validated",
      "deduplicated",
      "customer",
      "matched",
      "rated",
      "ledger",
    ]);
    expect((await caller.get(`/events/${trace.body.event.id}`)).body).toEqual(trace.body);
    expect((await caller.get("/events/unknown")).status).toBe(404);
    expect((await (await aUser()).caller.get(`/events/${trace.body.event.id}`)).status).toBe(404);
  });
});
