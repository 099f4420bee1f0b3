/** What a person waits for who looks at a customer's use of 90 days, by feature. */

import { sumConsumption } from "@/lib/report/reads/consumption";
import { ConsumptionQuery } from "@/lib/report/schema/consumption";
import { step } from "../progress";
import type { BenchDatabase } from "./database";
import { anyOf } from "./debits";
import { LOADED_DAYS, loadEvents } from "./load-events";
import { measure } from "./measure";
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
  return {
    path: `consumption chart, ${LOADED_DAYS} days by feature, ${whole(events)} events of one organization`,
    beside: `of its speed at ${whole(events / 10)}`,
    goal: { ratio: 0.67, p99Ms: 10 },
    processes: { app: process.pid, database: pid },
    baseline: async (seconds) => (await measureCharts(small, seconds)).perSecond,
    measured: (seconds) => measureCharts(large, seconds),
  };
}

function measureCharts(shop: Shop, seconds: number) {
  const choose = anyOf(shop);
  const { ctx } = shop;
  const from = new Date(ctx.at.getTime() - LOADED_DAYS * DAY_MS).toISOString();
  const query = ConsumptionQuery.parse({ from, to: ctx.at.toISOString(), by: "feature" });
  return measure({ callers: 1, seconds }, async () => {
    const { tiesOut } = await sumConsumption(ctx, choose().customerId, query);
    if (!tiesOut) throw new Error("a chart does not tie out");
  });
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
