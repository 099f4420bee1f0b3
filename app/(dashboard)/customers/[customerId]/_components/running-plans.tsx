import Link from "next/link";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { Card } from "@/components/ui/card";
import type { SubscriptionView, UpcomingGrantView } from "@/lib/subscription/schema";
import { lengthWord } from "../../../subscriptions/_components/subscription-words";

/** The subscriptions that run, and the credits they will give next. */
export function RunningPlans({
  subscriptions,
  upcoming,
  customerId,
}: {
  subscriptions: readonly SubscriptionView[];
  upcoming: readonly UpcomingGrantView[];
  customerId: string;
}) {
  return (
    <Card title="Plan">
      {subscriptions.length === 0 ? (
        <p className="text-muted text-sm">No running subscription; it pays by its wallet alone.</p>
      ) : (
        <div className="grid gap-4">
          {subscriptions.map((subscription) => (
            <Subscription key={subscription.id} subscription={subscription} />
          ))}
          {upcoming.length > 0 && (
            <ul className="grid gap-1.5 border-t pt-3 text-sm" aria-label="Credits to come">
              {upcoming.map((grant) => (
                <li
                  key={`${grant.planGrantId} ${grant.dueAt}`}
                  className="flex items-baseline justify-between gap-4"
                >
                  <span className="min-w-0 break-words">
                    {grant.name}{" "}
                    <span className="whitespace-nowrap text-muted text-xs">
                      on{" "}
                      <Instant at={grant.dueAt} show="day" zone={subscriptions[0]?.zone ?? "UTC"} />
                    </span>
                  </span>
                  <Credits amount={grant.credits} unit={grant.creditUnit} signed />
                </li>
              ))}
            </ul>
          )}
          <Link
            href={`/customers/${customerId}/subscriptions`}
            prefetch={false}
            className="justify-self-start text-muted text-sm underline underline-offset-2 hover:text-ink"
          >
            All credits to come
          </Link>
        </div>
      )}
    </Card>
  );
}

function Subscription({ subscription }: { subscription: SubscriptionView }) {
  const { id, planName, planVersionNumber, status, endsAt, zone } = subscription;
  return (
    <div className="grid gap-0.5 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <Link
          href={`/subscriptions/${id}`}
          prefetch={false}
          className="font-medium underline-offset-2 hover:underline"
        >
          {planName}
        </Link>
        <span className="text-muted text-xs">v{planVersionNumber}</span>
        <Status value={status} />
      </p>
      <p className="text-muted text-xs">
        <Money amount={subscription.recurringAmount} currency={subscription.currency} /> a{" "}
        {lengthWord(subscription.billingPeriod)} · {endsAt ? "ends" : "renews"}{" "}
        <Instant at={endsAt ?? subscription.currentPeriodEnd} show="day" zone={zone} />
      </p>
    </div>
  );
}
