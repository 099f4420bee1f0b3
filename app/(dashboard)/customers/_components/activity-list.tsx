import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Card } from "@/components/ui/card";
import type { ActivityItem } from "@/lib/report/schema/overview";

/** What people, keys and the system did last, in words. */
export function ActivityList({
  title,
  items,
  namesCustomer,
  now,
}: {
  title: string;
  items: readonly ActivityItem[];
  /** Whether a line leads to the customer that it speaks of. */
  namesCustomer: boolean;
  /** The time that its customer lives at, ISO; else the real one. */
  now?: string;
}) {
  return (
    <Card title={title}>
      {items.length === 0 ? (
        <p className="text-muted text-sm">Nothing was done yet.</p>
      ) : (
        <ol className="grid gap-2.5 text-sm">
          {items.map(({ id, at, actor, text, customerId, reason }) => (
            <li key={id} className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4">
              <span className="break-words">
                <span className="font-medium">{actor}</span>{" "}
                {namesCustomer && customerId ? (
                  <Link
                    href={`/customers/${customerId}`}
                    prefetch={false}
                    className="underline-offset-2 hover:underline"
                  >
                    {text}
                  </Link>
                ) : (
                  text
                )}
                {reason && <span className="block text-muted text-xs">{reason}</span>}
              </span>
              <Instant at={at} {...(now && { now })} className="text-muted text-xs" />
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
