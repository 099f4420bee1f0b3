/** What callers meet when PostgreSQL itself says no: when to come again, and nothing is changed. */
import { beforeAll, describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import type { Answer, Caller } from "@/lib/testing/api";
import { countAll, ErrorBody } from "@/lib/testing/api-refusal";
import { anEvent, aUser, available } from "@/lib/testing/api-usage";

/** What every write of the calls below touches, each in the transaction that keeps it. */
const TABLES = ["audit_record", "usage_event"];

/** PostgreSQL refuses rows of these tables, so often; tries are counted outside the transaction. */
async function failing(code: string, message: string, times: number): Promise<void> {
  await readSql("CREATE SEQUENCE fault_count");
  await readSql(
    `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
       IF nextval('fault_count') <= ${times} THEN
         RAISE EXCEPTION '${message}' USING ERRCODE = '${code}';
       END IF;
       RETURN NEW;
     END $$`,
  );
  for (const table of TABLES) {
    await readSql(`CREATE TRIGGER fail BEFORE INSERT ON ${table} EXECUTE FUNCTION fail()`);
  }
}

async function healed(): Promise<void> {
  await readSql("DROP FUNCTION fail CASCADE");
  await readSql("DROP SEQUENCE fault_count");
}

let caller: Caller;
let wallet: { readonly id: string };
beforeAll(async () => {
  ({ caller, wallet } = await aUser("1000"));
});

type Call = readonly [path: string, body: object];

/** Of each way that a write goes to the database: cold, in a lane, by itself, all or nothing. */
const callsOf = (name: string): readonly Call[] => {
  const key = { idempotency_key: name };
  const customer = { external_customer_id: "flex-1" };
  const use = { ...customer, feature_key: "contact_export" };
  return [
    ["/customers", { external_id: name, name }],
    ["/wallets/debit", { ...customer, ...key, credits: "1", reason: "Ticket 4711" }],
    ["/events", anEvent({ event_id: name })],
    ["/events/bulk", { events: [1, 2].map((at) => anEvent({ event_id: `${name}-${at}` })) }],
    ["/consume", { ...use, ...key, idempotency_key: `${name}-consume`, quantity: "1" }],
    [
      "/debits/batch",
      {
        items: [{ ...customer, credits: "1", reason: "Ticket 4711" }],
        idempotency_key: `${name}-batch`,
      },
    ],
  ];
};
/** What they take together. */
const CREDITS = 1 + 10 + 20 + 5 + 1;

function isPutOff({ status, headers, body }: Answer, message: string): void {
  expect([status, body.code]).toEqual([503, "unavailable"]);
  expect(headers.get("retry-after")).toBe("1");
  expect(body.instance).toBe(`urn:request:${headers.get("x-request-id")}`);
  expect(ErrorBody.safeParse(body).error).toBeUndefined();
  expect(JSON.stringify(body)).not.toContain(message);
}

const FAULTS = [
  ["57014", "canceling statement due to statement timeout"],
  ["53100", "could not extend file: No space left on device"],
  ["57P03", "the database system is starting up"],
] as const;

describe.each(FAULTS)("a write that the database refuses with %s", (code, message) => {
  it("is put off, has changed nothing, and can be made again", async () => {
    const calls = callsOf(`after-${code}`);
    const had = Number(await available(caller, wallet));
    const before = await countAll();
    await failing(code, message, 1_000_000);
    try {
      for (const [path, body] of calls) isPutOff(await caller.post(path, body), message);
      expect(await countAll()).toEqual(before);
    } finally {
      await healed();
    }

    for (const [path, body] of calls) {
      expect((await caller.post(path, body)).status, path).toBeLessThan(300);
    }
    expect(Number(await available(caller, wallet))).toBe(had - CREDITS);
  });
});

const OTHERS_FIRST = [
  ["55P03", "canceling statement due to lock timeout"],
  ["40P01", "deadlock detected"],
  ["40001", "could not serialize access"],
] as const;

describe.each(OTHERS_FIRST)("a write that meets others there first (%s)", (code, message) => {
  it("is tried again until it is done, once", async () => {
    const had = Number(await available(caller, wallet));
    for (const [path, body] of callsOf(`after-${code}`)) {
      await failing(code, message, 3);
      try {
        expect((await caller.post(path, body)).status, path).toBeLessThan(300);
      } finally {
        await healed();
      }
    }
    expect(Number(await available(caller, wallet))).toBe(had - CREDITS);
  });
});
