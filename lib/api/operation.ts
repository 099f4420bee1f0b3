/** Is the process alive, and can it do its work? For load balancers and people on call. */
import type { Env, Hono } from "hono";
import { readSql } from "@/lib/db/transact";
import { logError } from "@/lib/log";
import { oncePerProcess } from "@/lib/runtime";
import { json } from "./handle";

type Probe = () => Promise<boolean>;

/** Other parts of the process, such as its job worker, add how they are. */
export const readinessProbes = () =>
  oncePerProcess("readiness-probes", () => new Map<string, Probe>());

const OWN_PROBES: readonly (readonly [string, Probe])[] = [
  ["database", async () => (await readSql("SELECT 1 AS one")).length === 1],
  ["migrations", isMigrated],
];

async function isMigrated(): Promise<boolean> {
  const [row] = await readSql(
    `SELECT count(*) FILTER (WHERE finished_at IS NULL AND rolled_back_at IS NULL)::int AS open,
            count(*)::int AS known FROM _prisma_migrations`,
  );
  return row?.open === 0 && Number(row.known) > 0;
}

export function mountOperation<E extends Env>(app: Hono<E>): void {
  app.get("/healthz", () => json({ status: "ok" }, 200, {}));
  app.get("/readyz", async () => {
    const probes = [...OWN_PROBES, ...readinessProbes()];
    const results = await Promise.all(
      probes.map(async ([name, probe]) => [name, await ask(probe)]),
    );
    const isReady = results.every(([, isWell]) => isWell);
    const body = { status: isReady ? "ready" : "not_ready", checks: Object.fromEntries(results) };
    return json(body, isReady ? 200 : 503, {});
  });
}

async function ask(probe: Probe): Promise<boolean> {
  try {
    return await probe();
  } catch (error) {
    logError(error);
    return false;
  }
}
