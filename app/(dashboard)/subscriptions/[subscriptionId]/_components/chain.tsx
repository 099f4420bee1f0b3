import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import type { ChainLinkView } from "@/lib/subscription/schema/history";

/** The plans that followed one another, the first at the top. */
export function Chain({ links, current }: { links: readonly ChainLinkView[]; current: string }) {
  return (
    <ol className="grid gap-3 border-l pl-4">
      {links.map(({ id, planName, planVersionNumber, status, zone, startedAt, endsAt }) => (
        <li
          key={id}
          aria-current={id === current ? "true" : undefined}
          className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm"
        >
          <span className="flex flex-wrap items-baseline gap-x-2">
            {id === current ? (
              <span className="font-medium">{planName}</span>
            ) : (
              <Link
                href={`/subscriptions/${id}`}
                prefetch={false}
                className="underline underline-offset-2"
              >
                {planName}
              </Link>
            )}
            <span className="numerals text-muted">v{planVersionNumber}</span>
            <Status value={status} />
          </span>
          <span className="text-muted">
            <Instant at={startedAt} show="day" zone={zone} /> –{" "}
            <Instant at={endsAt} show="day" zone={zone} never="runs on" />
          </span>
        </li>
      ))}
    </ol>
  );
}
