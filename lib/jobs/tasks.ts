/** The jobs there are, by the name under which they are queued; one file each in `tasks/`. */
import type { Task } from "./task";
import { expireGrants } from "./tasks/expire-grants";
import { issueGrants } from "./tasks/issue-grants";
import { renewDueSubscriptions } from "./tasks/renew-subscriptions";
import { verifyWholeLedger } from "./tasks/verify-ledger";

export const TASKS = {
  "expire-grants": expireGrants,
  "issue-grants": issueGrants,
  "renew-subscriptions": renewDueSubscriptions,
  "verify-ledger": verifyWholeLedger,
} as const satisfies Readonly<Record<string, Task>>;
