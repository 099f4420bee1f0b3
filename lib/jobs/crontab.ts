import type { TASKS } from "./tasks";

/**
 * When the recurring jobs run, in UTC. Each does all that is due at its time, however late it
 * comes, so missed runs are not made up for, and one that still waits stands for the next.
 */
const TIMES = {
  "expire-grants": "* * * * *",
  "issue-grants": "* * * * *",
  "renew-subscriptions": "* * * * *",
  "verify-ledger": "17 3 * * *",
} as const satisfies Record<keyof typeof TASKS, string>;

/** As graphile-worker reads it: a line each. */
export const CRONTAB = Object.entries(TIMES)
  .map(([name, time]) => `${time} ${name} ?jobKey=${name}&jobKeyMode=preserve_run_at`)
  .join("\n");
