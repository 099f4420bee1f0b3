/**
 * Group commit: jobs that arrive while a batch commits form the next batch. No timer, so a lone
 * job never waits; one batch in flight a lane, so batches of one process never fight.
 */
export type GroupCommit<Job, Result> = {
  /** Jobs with equal lane keys keep their order. */
  readonly enqueue: (laneKey: string, job: Job) => Promise<Result>;
};

export type GroupCommitOptions<Job, Result> = {
  readonly lanes: number;
  readonly maxBatch: number;
  /** Commits the jobs together and answers each, in their order; or throws, and none happened. */
  readonly flush: (jobs: readonly Job[]) => Promise<readonly Result[]>;
  /** Whether one job may be to blame for the fault; then each is tried alone. */
  readonly mayBeOnes: (fault: unknown) => boolean;
};

type Waiting<Job, Result> = {
  readonly job: Job;
  readonly resolve: (result: Result) => void;
  readonly reject: (fault: unknown) => void;
};
type Lane<Job, Result> = { isBusy: boolean; waiting: Waiting<Job, Result>[] };

export function groupCommit<Job, Result>(
  options: GroupCommitOptions<Job, Result>,
): GroupCommit<Job, Result> {
  const lanes = Array.from(
    { length: options.lanes },
    (): Lane<Job, Result> => ({
      isBusy: false,
      waiting: [],
    }),
  );
  return {
    enqueue: (laneKey, job) =>
      new Promise((resolve, reject) => {
        const lane = lanes[laneOf(laneKey, lanes.length)];
        if (!lane) throw new RangeError("group commit needs a lane");
        lane.waiting.push({ job, resolve, reject });
        if (!lane.isBusy) void drain(lane, options);
      }),
  };
}

async function drain<Job, Result>(
  lane: Lane<Job, Result>,
  options: GroupCommitOptions<Job, Result>,
): Promise<void> {
  lane.isBusy = true;
  // What the same turn of the event loop still brings joins the first batch.
  await Promise.resolve();
  while (lane.waiting.length > 0) {
    await commit(lane.waiting.splice(0, options.maxBatch), options);
  }
  lane.isBusy = false;
}

/** Jobs that cannot be committed together are committed one by one, so only the culprit fails. */
async function commit<Job, Result>(
  batch: readonly Waiting<Job, Result>[],
  options: GroupCommitOptions<Job, Result>,
): Promise<void> {
  try {
    const results = await options.flush(batch.map(({ job }) => job));
    for (const [index, { resolve }] of batch.entries()) resolve(results[index] as Result);
  } catch (fault) {
    const isolates = batch.length > 1 && options.mayBeOnes(fault);
    if (!isolates) for (const { reject } of batch) reject(fault);
    else for (const waiting of batch) await commit([waiting], options);
  }
}

/** FNV-1a: the same key always rides the same lane. */
function laneOf(key: string, lanes: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at++) {
    hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  }
  return (hash >>> 0) % lanes;
}
