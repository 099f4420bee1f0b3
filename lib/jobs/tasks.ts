/** The jobs there are, by the name under which they are queued; one file each in `tasks/`. */
import type { Task } from "./task";
import { auditWalletsOfTheHour } from "./tasks/audit-wallets";
import { compareRollUpsOfRecentDays } from "./tasks/compare-roll-ups";
import { dropEventsNotKept } from "./tasks/drop-old-events";
import { expireGrants } from "./tasks/expire-grants";
import { invoiceUsageOfTheEnded } from "./tasks/invoice-late-usage";
import { issueGrants } from "./tasks/issue-grants";
import { makeMonths } from "./tasks/make-months";
import { migrateSubscribersOfPlan } from "./tasks/migrate-subscribers";
import { renewDueSubscriptions } from "./tasks/renew-subscriptions";
import { replayWaitingEvents } from "./tasks/replay-waiting";
import { trimRequestLog } from "./tasks/trim-requests";
import { trimStripeDeliveries } from "./tasks/trim-stripe";
import { verifyWholeLedger } from "./tasks/verify-ledger";
import { verifyOrganization } from "./tasks/verify-organization";

export const TASKS = {
  "audit-wallets": auditWalletsOfTheHour,
  "compare-roll-ups": compareRollUpsOfRecentDays,
  "drop-old-events": dropEventsNotKept,
  "expire-grants": expireGrants,
  "invoice-late-usage": invoiceUsageOfTheEnded,
  "issue-grants": issueGrants,
  "make-months": makeMonths,
  "migrate-subscribers": migrateSubscribersOfPlan,
  "renew-subscriptions": renewDueSubscriptions,
  "replay-waiting": replayWaitingEvents,
  "trim-requests": trimRequestLog,
  "trim-stripe": trimStripeDeliveries,
  "verify-ledger": verifyWholeLedger,
  "verify-organization": verifyOrganization,
} as const satisfies Readonly<Record<string, Task>>;
