import type { Tx } from "./tx";

export type QueuedJob = {
  /** Of `lib/jobs/tasks.ts`. */
  readonly name: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Not before then, by the database's clock. */
  readonly inSeconds: number;
};

/** Queues a job with what the transaction writes: it comes if that commits, and not before. */
export async function queueJob(tx: Tx, { name, payload, inSeconds }: QueuedJob): Promise<void> {
  await tx.sql(
    `SELECT graphile_worker.add_job($1::text, $2::json,
       run_at => now() + make_interval(secs => $3::int))`,
    [name, JSON.stringify(payload), inSeconds],
  );
}
