import Link from "next/link";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Card } from "@/components/ui/card";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";

const SHOWN = 5;

/** What makes up the balance: the grants in burn order, the next to pay first. */
export function BalanceMakeUp({
  grants,
  customerId,
  unit,
  zone,
}: {
  grants: readonly GrantView[];
  customerId: string;
  unit: string;
  zone: string;
}) {
  const live = grants.filter(({ available, held }) => isSome(available) || isSome(held));
  const rest = live.length - SHOWN;
  return (
    <Card title="What makes up the balance">
      {live.length === 0 ? (
        <p className="text-muted text-sm">No credits to spend.</p>
      ) : (
        <div className="grid gap-3">
          <ShareBar label="Grants in burn order" shares={live.flatMap(sharesOf)} className="h-3" />
          <ol className="grid gap-2 text-sm">
            {live.slice(0, SHOWN).map((grant) => (
              <li key={grant.id} className="flex items-baseline justify-between gap-4">
                <span className="min-w-0">
                  <span className="break-words">{grant.name}</span>
                  <span className="block text-muted text-xs">
                    {grant.expiresAt ? (
                      <>
                        expires <Instant at={grant.expiresAt} show="day" zone={zone} />
                      </>
                    ) : (
                      "never expires"
                    )}
                  </span>
                </span>
                <Credits amount={grant.available} unit={unit} />
              </li>
            ))}
          </ol>
          <Link
            href={`/customers/${customerId}/wallets`}
            prefetch={false}
            className="justify-self-start text-muted text-sm underline underline-offset-2 hover:text-ink"
          >
            {rest > 0 ? `All grants, ${rest} more` : "All grants"}
          </Link>
        </div>
      )}
    </Card>
  );
}

function sharesOf({ id, name, available, held }: GrantView, place: number) {
  const look = place % 2 === 0 ? ("solid" as const) : ("soft" as const);
  const title = `${name}: ${formatCredits(available)}`;
  return [
    { key: id, label: name, value: available, look, title },
    {
      key: `${id} held`,
      label: `${name}, held`,
      value: held,
      look: "hatched" as const,
      title: `${name}, held: ${formatCredits(held)}`,
    },
  ].filter(({ value }) => isSome(value));
}
