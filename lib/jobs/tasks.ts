/** The jobs there are, by the name under which they are queued; one file each in `tasks/`. */
import type { Task } from "./task";
import { auditWalletsOfTheHour } from "./tasks/audit-wallets";
import { compareRollUpsOfRecentDays } from "./tasks/compare-roll-ups";
import { dropEventsNotKept } from "./tasks/drop-old-events";
import { expireGrants } from "./tasks/expire-grants";
import { invoiceUsageOfTheEnded } from "./tasks/invoice-late-usage";
import { issueGrants } from "./tasks/issue-grants";
import { keepDrawnUseOfCommitments } from "./tasks/keep-drawn-use";
import { makeMonths } from "./tasks/make-months";
import { migrateSubscribersOfPlan } from "./tasks/migrate-subscribers";
import { moveRenewalDatesOfMany } from "./tasks/move-renewal-dates";
import { renewDueSubscriptions } from "./tasks/renew-subscriptions";
import { replayWaitingEvents } from "./tasks/replay-waiting";
import { retryFeesOfTheSuspended } from "./tasks/retry-fees";
import { tendAllExports } from "./tasks/tend-exports";
import { trimRequestLog } from "./tasks/trim-requests";
import { trimStripeDeliveries } from "./tasks/trim-stripe";
import { verifyWholeLedger } from "./tasks/verify-ledger";
import { verifyOrganization } from "./tasks/verify-organization";
import { writeAskedExport } from "./tasks/write-export";

export const TASKS = {
  "audit-wallets": auditWalletsOfTheHour,
  "compare-roll-ups": compareRollUpsOfRecentDays,
  "drop-old-events": dropEventsNotKept,
  "expire-grants": expireGrants,
  "invoice-late-usage": invoiceUsageOfTheEnded,
  "issue-grants": issueGrants,
  "keep-drawn-use": keepDrawnUseOfCommitments,
  "make-months": makeMonths,
  "migrate-subscribers": migrateSubscribersOfPlan,
  "move-renewal-dates": moveRenewalDatesOfMany,
  "renew-subscriptions": renewDueSubscriptions,
  "replay-waiting": replayWaitingEvents,
  "retry-fees": retryFeesOfTheSuspended,
  "tend-exports": tendAllExports,
  "trim-requests": trimRequestLog,
  "trim-stripe": trimStripeDeliveries,
  "verify-ledger": verifyWholeLedger,
  "verify-organization": verifyOrganization,
  "write-export": writeAskedExport,
} as const satisfies Readonly<Record<string, Task>>;
