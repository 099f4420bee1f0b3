import { Credits } from "@/components/domain/amounts";
import { FigureCard } from "@/components/domain/figure-card";
import { classNames } from "@/components/ui/class-names";
import { Skeleton } from "@/components/ui/skeleton";
import type { Context } from "@/lib/context";
import { formatCompact, formatMoney } from "@/lib/money/format";
import { findOverview } from "@/lib/report/reads/overview";
import type { OverviewView } from "@/lib/report/schema/overview";
import { changeNote } from "../_components/change-note";

const GRID = "grid grid-cols-1 gap-4 sm:grid-cols-2 xl:grid-cols-4";

/** As high as the cards will be, on a phone one under the other: two of them say a line more. */
export const FigureCardSkeletons = () => (
  <div className={GRID}>
    {["granted", "consumed", "expired", "outstanding"].map((card, place) => (
      <Skeleton
        key={card}
        className={classNames("rounded-lg sm:h-28", place % 3 === 0 ? "h-28" : "h-23")}
      />
    ))}
  </div>
);

/** What came in, what was used, what lapsed and what stands, with how each went. */
export async function FigureCards({ ctx, days }: { ctx: Context; days: number }) {
  const overview = await findOverview(ctx, { days });
  const { granted, consumed, expired, outstanding, creditUnit } = overview;
  const cards = [
    { label: "Granted", card: granted, href: "/ledger?kind=grant", more: splitWords(granted) },
    { label: "Consumed", card: consumed, href: "/ledger?kind=debit", more: "" },
    { label: "Expired", card: expired, href: "/ledger?kind=due", more: "" },
    {
      label: "Outstanding",
      card: outstanding,
      href: "/customers",
      more: liabilityWords(outstanding),
    },
  ];
  return (
    <div className={GRID}>
      {cards.map(({ label, card, href, more }) => (
        <FigureCard
          key={label}
          label={label}
          trend={trendOf(card.trend)}
          href={href}
          note={
            <>
              {changeNote(card, days)}
              {more && <span className="block">{more}</span>}
            </>
          }
        >
          <Credits amount={card.value} unit={creditUnit} compact />
        </FigureCard>
      ))}
    </div>
  );
}

/** As many bars as a card has room for: the last ones. */
const trendOf = (values: readonly string[]) => values.slice(-30);

const CATEGORIES = { PREPAID: "bought", COMMITTED: "by plan", PROMOTIONAL: "free" } as const;

const splitWords = ({ split }: OverviewView["granted"]): string =>
  Object.entries(CATEGORIES)
    .filter(([category]) => /[1-9]/.test(split[category] ?? "0"))
    .map(([category, word]) => `${formatCompact(split[category] ?? "0")} ${word}`)
    .join(" · ");

function liabilityWords({ liability }: OverviewView["outstanding"]): string {
  const sums = liability.map(({ amount, currency }) => formatMoney(amount, currency));
  return sums.length > 0 ? `${sums.join(" and ")} paid for and unspent` : "";
}
