import Link from "next/link";
import { ShareBar } from "@/components/chart/share-bar";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Card } from "@/components/ui/card";
import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import { parseDecimal } from "@/lib/money/decimal";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { isSome } from "@/lib/report/schema/standing";
import type { CustomerUsageView, FeatureUseView } from "@/lib/usage/schema/access";

/** What was used in the period that runs, by feature: units, what of them was free, and credits. */
export function UsageThisPeriod({
  usage,
  customerId,
  zone,
}: {
  usage: CustomerUsageView | undefined;
  customerId: string;
  zone: string;
}) {
  const used = (usage?.features ?? []).filter(
    ({ period, entitlement }) => period.events > 0 || isSome(entitlement.included ?? "0"),
  );
  return (
    <Card
      title="This period"
      description={
        usage && (
          <>
            <Instant at={usage.periodStart} show="day" zone={zone} /> to{" "}
            <Instant at={usage.periodEnd} show="day" zone={zone} />
          </>
        )
      }
    >
      {used.length === 0 ? (
        <p className="text-muted text-sm">Nothing was used yet.</p>
      ) : (
        <div className="grid gap-3">
          <ul className="grid gap-2 text-sm">
            {used.map((feature) => (
              <FeatureUse key={feature.featureId} feature={feature} />
            ))}
          </ul>
          <Link
            href={`/customers/${customerId}/consumption`}
            prefetch={false}
            className="justify-self-start text-muted text-sm underline underline-offset-2 hover:text-ink"
          >
            Consumption by day
          </Link>
        </div>
      )}
    </Card>
  );
}

function FeatureUse({ feature }: { feature: FeatureUseView }) {
  const { featureName, period, entitlement, owed } = feature;
  const { quantity, unit } = shownQuantity(feature, period.quantity);
  const { included, used } = entitlement;
  const hasFree = included !== null && isSome(included);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4">
      <span className="break-words">{featureName}</span>
      <Credits amount={period.credits} className="justify-self-end" />
      <span className="text-muted text-xs">
        {formatCredits(quantity)} {unit}
        {hasFree && ` · ${freeWords(used ?? "0", included)}`}
        {owed && isSome(owed.amount) && (
          <> · {formatMoney(owed.amount, owed.currency)} for the invoice</>
        )}
        {period.refused > 0 && (
          <span className="text-danger"> · {formatCredits(String(period.refused))} refused</span>
        )}
      </span>
      {hasFree && (
        <ShareBar
          label="Free units"
          of={included}
          className="w-24 self-center justify-self-end"
          shares={[{ key: "used", label: "used", value: used ?? "0" }]}
        />
      )}
    </li>
  );
}

/** "12 of 50 free used"; beyond them only that they are gone. */
function freeWords(used: string, included: string): string {
  const [of, most] = [parseDecimal(used) ?? 0n, parseDecimal(included) ?? 0n];
  const free = formatCredits(included);
  return of < most ? `${formatCredits(used)} of ${free} free used` : `all ${free} free used`;
}
