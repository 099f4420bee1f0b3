/**
 * Processor time, which says what a change gave even where others use the machine: a rate then
 * swings with them, the time that one call takes of a processor hardly does.
 */
import fs from "node:fs";

/** The kernel counts in hundredths of a second. */
const TICK_US = 10_000;

/** Whose time to count. */
export type Processes = {
  /** The one that serves: this process, or a server that it started. */
  readonly app: number;
  /** PostgreSQL's first process; its children count with it. */
  readonly database: number;
};

export type CpuTime = { readonly appUs: number; readonly databaseUs: number };

/** Microseconds used so far; undefined where the system does not tell. */
export function cpuTime({ app, database }: Processes): CpuTime | undefined {
  if (!fs.existsSync("/proc/self/stat")) return undefined;
  const { user, system } = process.cpuUsage();
  const own = app === process.pid ? user + system : ticksOf(app).own * TICK_US;
  let ticks = ticksOf(database).own + ticksOf(database).ofEnded;
  for (const name of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const { parent, own: used } = ticksOf(Number(name));
    if (parent === database) ticks += used;
  }
  return { appUs: own, databaseUs: ticks * TICK_US };
}

/** Per call, between two looks. */
export function cpuPerCall(
  before: CpuTime | undefined,
  after: CpuTime | undefined,
  calls: number,
): CpuTime | undefined {
  if (!before || !after || calls === 0) return undefined;
  return {
    appUs: (after.appUs - before.appUs) / calls,
    databaseUs: (after.databaseUs - before.databaseUs) / calls,
  };
}

function ticksOf(pid: number) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name stands in brackets and may hold spaces; the figures begin behind it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const at = (place: number) => Number(fields[place] ?? 0);
    return { parent: at(1), own: at(11) + at(12), ofEnded: at(13) + at(14) };
  } catch {
    // It ended since it was listed; what it used is its parent's by now.
    return { parent: 0, own: 0, ofEnded: 0 };
  }
}
