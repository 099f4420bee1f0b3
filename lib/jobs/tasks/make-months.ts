import { setGauge } from "@/lib/gauges";
import { log } from "@/lib/log";
import { countStrayEvents, makeMonthsAhead } from "@/lib/usage/store/months";
import type { Task } from "../task";

const AHEAD = 2;

/**
 * The partitions of the months to come, so that no event has to wait for its own.
 *
 * @throws Error if events lie in the default partition, so that the job is shown as failed.
 */
export const makeMonths: Task = async ({ name, at }) => {
  const strays = await countStrayEvents();
  setGauge("florin_stray_events", strays);
  if (strays > 0) log().error({ task: name, strays }, "events lie in the default partition");
  await makeMonthsAhead(at, AHEAD);
  if (strays > 0) throw new Error(`${strays} events lie in the default partition`);
};
