/** What DESIGN §8 says of usage, as rows that can be played. */
import { measureL } from "./baseline";
import type { BenchDatabase } from "./database";
import { CUSTOMERS_A_BATCH, EVENTS_A_BATCH, eventRequests, measureEvents } from "./events";
import { measureHttp } from "./http";
import type { BenchServer } from "./http-server";
import type { Row } from "./row";
import type { Shop } from "./wallets";

/** As many streams: one is decided while another commits. */
const CALLERS = 4;

export const eventsRow = ({ url, pid }: BenchDatabase, shop: Shop): Row => ({
  path: `events, whole path, ${EVENTS_A_BATCH.toLocaleString("en-US")} of ${CUSTOMERS_A_BATCH} customers a batch, ${CALLERS} callers`,
  beside: "L",
  goal: { ratio: 2 },
  processes: { app: process.pid, database: pid },
  baseline: (seconds) => measureL(url, seconds),
  measured: (seconds) => measureEvents(shop, { callers: CALLERS, seconds }),
});

export const httpEventsRow = ({ url, pid }: BenchDatabase, shop: Shop, to: BenchServer): Row => ({
  path: "single events by HTTP, 128 connections",
  beside: "L",
  goal: { ratio: 0.35 },
  processes: { app: to.pid, database: pid },
  baseline: (seconds) => measureL(url, seconds),
  measured: (seconds) => measureHttp(to, eventRequests(shop), seconds),
});
