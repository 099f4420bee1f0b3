/** What a person waits for who looks at a customer's use of 90 days, by feature. */

import type { CustomerId } from "@/lib/ids";
import { sumConsumption } from "@/lib/report/reads/consumption";
import { ConsumptionQuery } from "@/lib/report/schema/consumption";
import { step } from "../progress";
import type { BenchDatabase } from "./database";
import { anyOf } from "./debits";
import { LOADED_DAYS, loadEvents } from "./load-events";
import { measure, quantile } from "./measure";
import type { Row } from "./row";
import { DAY_MS, type Shop } from "./wallets";

/** As many in both organizations, so that each has ten times as much behind it in the larger. */
const CUSTOMERS = 1_000;

/** Two organizations in one database, the other with a tenth of the events; both asked in turn. */
export async function chartRow(
  { url, pid }: BenchDatabase,
  events: number,
  tell: (line: string) => void,
): Promise<Row> {
  const load = (slug: string, count: number) =>
    step(`${whole(count)} events of one organization`, () =>
      loadEvents(url, { slug, customers: CUSTOMERS, events: count }, tenths(count, tell)),
    );
  const small = await load("bench-small", Math.ceil(events / 10));
  const large = await load("bench-large", events);
  tell(`  first looks, as after a start: ${await lookOnce(large)}`);
  await lookOnce(small);
  tell(`  looks again: ${await lookOnce(large)}`);
  return {
    path: `consumption chart, ${LOADED_DAYS} days by feature, ${whole(events)} events of one organization`,
    beside: `of its speed at ${whole(events / 10)}`,
    goal: { ratio: 0.67, p99Ms: 10 },
    processes: { app: process.pid, database: pid },
    baseline: async (seconds) => (await measureCharts(small, seconds)).perSecond,
    measured: (seconds) => measureCharts(large, seconds),
  };
}

/** Everybody's chart once, and what that took: what the row counts is in memory then, as for other rows. */
async function lookOnce(shop: Shop): Promise<string> {
  const look = lookAt(shop);
  const waits: number[] = [];
  for (const { customerId } of shop.targets) {
    const before = performance.now();
    await look(customerId);
    waits.push(performance.now() - before);
  }
  waits.sort((a, b) => a - b);
  const [p50, p99] = [0.5, 0.99].map((share) => quantile(waits, share).toFixed(1));
  return `p50 ${p50} ms, p99 ${p99} ms of ${whole(waits.length)}`;
}

function measureCharts(shop: Shop, seconds: number) {
  const choose = anyOf(shop);
  const look = lookAt(shop);
  return measure({ callers: 1, seconds }, () => look(choose().customerId));
}

function lookAt({ ctx }: Shop): (customerId: CustomerId) => Promise<void> {
  const from = new Date(ctx.at.getTime() - LOADED_DAYS * DAY_MS).toISOString();
  const query = ConsumptionQuery.parse({ from, to: ctx.at.toISOString(), by: "feature" });
  return async (customerId) => {
    const { tiesOut } = await sumConsumption(ctx, customerId, query);
    if (!tiesOut) throw new Error("a chart does not tie out");
  };
}

const whole = (count: number) => Math.round(count).toLocaleString("en-US");

/** Says each tenth of the way. */
function tenths(all: number, tell: (line: string) => void): (loaded: number) => void {
  let said = 0;
  return (loaded) => {
    const tenth = Math.floor((10 * loaded) / all);
    if (tenth === said) return;
    said = tenth;
    tell(`  ${whole(loaded)} of ${whole(all)}`);
  };
}
