import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";
import type { MigrationView } from "@/lib/subscription/schema/migration";

/** How far the last migration has come, and whom it could not move. */
export function MigrationNotice({ migration }: { migration: MigrationView }) {
  const { status, moved, total, failures, requestedBy, createdAt } = migration;
  const title = status === "RUNNING" ? "Subscribers are being moved" : "Subscribers were moved";
  return (
    <Notice tone={failures.length > 0 ? "warning" : "info"} title={title}>
      <p>
        {moved} of {total}, asked for by {requestedBy} on <Instant at={createdAt} show="exact" />.
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
                One could not be moved
              </Link>
              : {message}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
