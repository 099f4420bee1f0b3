import { Credits } from "@/components/domain/amounts";
import { FiveFigures } from "@/components/domain/five-figures";
import { Instant } from "@/components/domain/instant";
import { formatCompact } from "@/lib/money/format";
import type { CustomerFigures as Figures } from "@/lib/report/schema/customers";
import { isSome } from "@/lib/report/schema/standing";
import { DaysLeft } from "../../_components/days-left";

/** The five figures of a customer, what ends next, and how long it lasts. */
export function CustomerFigures({ figures, zone }: { figures: Figures; zone: string }) {
  const { nextExpiry, burnPerDay, creditUnit } = figures;
  return (
    <FiveFigures
      figures={figures}
      unit={creditUnit}
      more={[
        {
          label: "Next expiry",
          value: nextExpiry ? <Credits amount={nextExpiry.amount} unit={null} /> : "–",
          note: nextExpiry ? (
            <>
              on <Instant at={nextExpiry.at} show="day" zone={zone} />
            </>
          ) : (
            "nothing ends"
          ),
        },
        {
          label: "Lasts",
          value: <DaysLeft days={figures.daysLeft} />,
          note: isSome(burnPerDay) ? `at ${formatCompact(burnPerDay)} a day` : "no use in 7 days",
        },
      ]}
    />
  );
}
