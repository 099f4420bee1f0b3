/** Whether a long ingest keeps what it should have let go: what the process holds, minute by minute. */
import v8 from "node:v8";
import vm from "node:vm";
import { measureEvents } from "./events";
import type { Shop } from "./wallets";

/** One stream without a pause: it waits for nobody's locks, however busy the machine is. */
const CALLERS = 1;
const MIB = 1024 * 1024;

export type Minute = {
  readonly minute: number;
  readonly events: number;
  /** What the system gave to the process. */
  readonly residentMiB: number;
  /** What was still in use after a collection. */
  readonly heapMiB: number;
};

export async function ingestForMinutes(
  shop: Shop,
  minutes: number,
  tell: (minute: Minute) => void,
): Promise<readonly Minute[]> {
  const collect = collector();
  const told: Minute[] = [];
  let events = 0;
  for (let minute = 1; minute <= minutes; minute++) {
    const { calls } = await measureEvents(shop, { callers: CALLERS, seconds: 60 });
    events += calls;
    const residentMiB = process.memoryUsage.rss() / MIB;
    collect();
    const held = { minute, events, residentMiB, heapMiB: process.memoryUsage().heapUsed / MIB };
    tell(held);
    told.push(held);
  }
  return told;
}

/** Without it, the heap is full of what merely was not collected yet. */
function collector(): () => void {
  v8.setFlagsFromString("--expose-gc");
  return vm.runInNewContext("gc") as () => void;
}

export const minuteLine = ({ minute, events, residentMiB, heapMiB }: Minute): string =>
  `| ${minute} | ${events.toLocaleString("en-US")} | ${residentMiB.toFixed(0)} MiB | ${heapMiB.toFixed(1)} MiB |`;
