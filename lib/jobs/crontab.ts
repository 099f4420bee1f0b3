import type { TASKS } from "./tasks";

/** Comes when somebody asks for it. */
type Asked =
  | "migrate-subscribers"
  | "move-renewal-dates"
  | "replay-waiting"
  | "verify-organization"
  | "write-export";

/**
 * When the recurring jobs run, in UTC. Each does all that is due at its time, however late it
 * comes, so missed runs are not made up for, and one that still waits stands for the next.
 */
const TIMES = {
  "audit-wallets": "29 * * * *",
  "compare-roll-ups": "47 3 * * *",
  "drop-old-events": "7 4 * * *",
  "expire-grants": "* * * * *",
  "invoice-late-usage": "31 2 * * *",
  "issue-grants": "* * * * *",
  "keep-drawn-use": "11 2 * * *",
  "make-months": "5 1 * * *",
  "renew-subscriptions": "* * * * *",
  "retry-fees": "* * * * *",
  "tend-exports": "* * * * *",
  "trim-requests": "43 * * * *",
  "trim-stripe": "53 2 * * *",
  "verify-ledger": "17 3 * * *",
} as const satisfies Record<Exclude<keyof typeof TASKS, Asked>, string>;

/** What they find is not mended by looking again. */
const NOT_RETRIED: ReadonlySet<string> = new Set([
  "audit-wallets",
  "compare-roll-ups",
  "verify-ledger",
]);

/** As graphile-worker reads it: a line each. */
export const CRONTAB = Object.entries(TIMES)
  .map(([name, time]) => {
    const tries = NOT_RETRIED.has(name) ? "&max=1" : "";
    return `${time} ${name} ?jobKey=${name}&jobKeyMode=preserve_run_at${tries}`;
  })
  .join("\n");
