import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";
import type { MigrationView } from "@/lib/subscription/schema/migration";
import { RefreshWhile } from "../../../../refresh-while";

/** How far the last migration has come, and whom it could not move. */
export function MigrationNotice({ migration }: { migration: MigrationView }) {
  const { status, when, moved, total, failures, requestedBy, createdAt } = migration;
  const isRunning = status === "RUNNING";
  const title = isRunning ? "Subscribers are being moved" : "Subscribers were moved";
  return (
    <Notice tone={failures.length > 0 ? "warning" : "info"} title={title}>
      <RefreshWhile isRunning={isRunning} />
      {isRunning && (
        <progress
          className="h-1.5 w-full max-w-80 accent-accent"
          aria-label="Subscribers moved"
          max={Math.max(total, 1)}
          value={moved + failures.length}
        />
      )}
      <p>
        {moved} of {total} {when === "now" ? "moved" : "will change at their renewal"}, asked for by{" "}
        {requestedBy} on <Instant at={createdAt} show="exact" />.
        {failures.length > 0 && ` ${failures.length} could not be moved:`}
      </p>
      {failures.length > 0 && (
        <ul className="mt-1 grid gap-1">
          {failures.map(({ subscriptionId, message }) => (
            <li key={subscriptionId}>
              <Link
                href={`/subscriptions/${subscriptionId}`}
                prefetch={false}
                className="underline underline-offset-2"
              >
                {subscriptionId}
              </Link>
              : {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
