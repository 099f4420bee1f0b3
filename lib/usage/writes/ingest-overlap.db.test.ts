/** Requests that concern the same customers at the same time: they wait in order, and none is refused. */
import pg from "pg";
import { beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { databaseSettings, setDatabase } from "@/lib/db/settings";
import { post } from "@/lib/ledger/post";
import { aContext } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer, figuresOf, usageTotalsOf } from "@/lib/testing/usage";
import { aDebit } from "@/lib/testing/wallets";
import { ConsumeInput } from "../schema/access";
import { consumeFeature } from "./consume-feature";
import { ingestEvents } from "./ingest-events";

beforeAll(() => {
  // As many connections as a server has.
  setDatabase({ ...databaseSettings(), hotConnections: 8 });
});

/** Longer than the database waits for a lock at once, and than a fault that passes is borne. */
const HELD_SECONDS = 11;

/** Another process at work on all of the organization's wallets, slowly. */
async function whileAnotherWorks<T>(ctx: Context, run: () => Promise<T>): Promise<T> {
  const other = new pg.Client({ connectionString: databaseSettings().url });
  await other.connect();
  try {
    await other.query("BEGIN");
    await other.query("SELECT id FROM wallet WHERE organization_id = $1 FOR UPDATE", [
      ctx.organizationId,
    ]);
    const done = other.query(`SELECT pg_sleep(${HELD_SECONDS})`).then(() => other.query("COMMIT"));
    const result = await run();
    await done;
    return result;
  } finally {
    await other.end();
  }
}

it("answers each of many requests about the same customers, however slow the first", async () => {
  const ctx = await aContext({ at: new Date() });
  await aFeature(ctx, { cost: "5" });
  const payers = [await aPayer(ctx, ["1000"]), await aPayer(ctx, ["1000"])];
  const [first, second] = payers.map(({ externalId }) => externalId) as [string, string];
  const batch = (names: readonly string[]) =>
    ingestEvents(
      ctx,
      names.map((name) => anEvent(name)),
    );
  const consume = (externalCustomerId: string, reference: string) =>
    consumeFeature(
      ctx,
      ConsumeInput.parse({ externalCustomerId, featureKey: "contact_export", reference }),
    );

  const answers = await whileAnotherWorks(ctx, () =>
    Promise.all([
      ...[batch([first, second]), batch([second, first]), batch([first, first, second])],
      ...[batch([second, second, first]), batch([first]), batch([second]), batch([first])],
      ...[consume(first, "one"), consume(second, "two")],
      ...payers.map((payer) => post(ctx, aDebit(ctx, payer, "1"))),
    ]),
  );

  const events = answers.flatMap((answer) => ("results" in answer ? answer.results : []));
  expect(events).toHaveLength(13);
  expect(new Set(events.map(({ status }) => status))).toEqual(new Set(["ACCEPTED"]));
  expect(answers.every((answer) => !("ok" in answer) || answer.ok)).toBe(true);
  const left = await Promise.all(payers.map(({ customerId }) => figuresOf(customerId)));
  expect(left.reduce((sum, { available }) => sum + available, 0)).toBe(2000 - 15 * 5 - 2);
  for (const { customerId } of payers) {
    const totals = (await usageTotalsOf(customerId)) as Record<string, number>;
    expect(totals.days).toBe(totals.events);
    expect(totals.hours).toBe(totals.events);
  }
}, 120_000);
