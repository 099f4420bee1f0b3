/** What DESIGN §8 says of the ledger, as rows that can be played. */
import { measureL, measureOneRow } from "./baseline";
import type { BenchDatabase } from "./database";
import { anyOf, hotOf, measureDebits } from "./debits";
import { checkRequests, debitRequests, measureHttp } from "./http";
import type { BenchServer } from "./http-server";
import type { Row } from "./row";
import type { Shop } from "./wallets";

const CALLERS = 128;

export const debitsRow = ({ url, pid }: BenchDatabase, shop: Shop, behind = ""): Row => ({
  path: `debits in process, 10,000 wallets × 5 grants, ${CALLERS} callers${behind}`,
  beside: "L",
  goal: { ratio: 0.6, p99Ms: 50 },
  processes: { app: process.pid, database: pid },
  baseline: (seconds) => measureL(url, seconds),
  measured: (seconds) => measureDebits(shop, anyOf(shop), { callers: CALLERS, seconds }),
});

export const hotRow = (
  { url, pid }: BenchDatabase,
  shop: Shop,
  { callers, goal }: { callers: number; goal: Row["goal"] },
): Row => ({
  path: `debits of one hot wallet, ${callers} callers`,
  beside: "× the raw row",
  goal,
  processes: { app: process.pid, database: pid },
  baseline: (seconds) => measureOneRow(url, seconds),
  measured: (seconds) => measureDebits(shop, hotOf(shop), { callers, seconds }),
});

export const httpDebitsRow = ({ url, pid }: BenchDatabase, shop: Shop, to: BenchServer): Row => ({
  path: "debits by HTTP, 128 connections",
  beside: "L",
  goal: { ratio: 0.4 },
  processes: { app: to.pid, database: pid },
  baseline: (seconds) => measureL(url, seconds),
  measured: (seconds) => measureHttp(to, debitRequests(shop), seconds),
});

export const httpChecksRow = ({ url, pid }: BenchDatabase, shop: Shop, to: BenchServer): Row => ({
  path: "check by HTTP, 128 connections",
  beside: "L",
  goal: { ratio: 0.5, p99Ms: 20 },
  processes: { app: to.pid, database: pid },
  baseline: (seconds) => measureL(url, seconds),
  measured: (seconds) => measureHttp(to, checkRequests(shop), seconds),
});
