import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";
import type { RenewalMoveView } from "@/lib/subscription/schema/renewal-move";
import { RefreshWhile } from "../../../refresh-while";

/** How far the last one has come, and whom it could not move. */
export function RenewalMoveNotice({ move }: { move: RenewalMoveView }) {
  const { id, status, moved, refused, total, refusals, requestedBy, createdAt } = move;
  const isRunning = status === "RUNNING";
  return (
    <Notice
      tone={refused > 0 ? "warning" : "info"}
      title={isRunning ? "Renewal dates are being moved" : "Renewal dates were moved"}
    >
      <RefreshWhile isRunning={isRunning} />
      {isRunning && (
        <progress
          className="h-1.5 w-full max-w-80 accent-accent"
          aria-label="Renewal dates moved"
          max={Math.max(total, 1)}
          value={moved + refused}
        />
      )}
      <p>
        {moved} of {total} renew on the new day once their period ends, asked for by {requestedBy}{" "}
        on <Instant at={createdAt} show="exact" />.{" "}
        <a
          href={`/subscriptions/renewal-dates/${id}/export`}
          className="underline underline-offset-2"
        >
          CSV of all
        </a>
      </p>
      {refused > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer">{refused} could not be moved</summary>
          <ul className="mt-1 grid gap-1">
            {refusals.map(({ subscriptionId, customerName, message }) => (
              <li key={subscriptionId}>
                <Link
                  href={`/subscriptions/${subscriptionId}`}
                  prefetch={false}
                  className="underline underline-offset-2"
                >
                  {customerName}
                </Link>
                : {message}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Notice>
  );
}
