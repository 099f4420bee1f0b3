import { Credits, Money } from "@/components/domain/amounts";
import type { UpcomingDayView, UpcomingRowView } from "@/lib/subscription/schema/upcoming";

const None = () => <span className="text-muted">–</span>;

/** Credits of each unit; under a heading that says credits, only another unit is named. */
export const CreditsOf = ({
  credits,
  isHeaded = true,
}: {
  credits: UpcomingRowView["credits"];
  isHeaded?: boolean;
}) =>
  credits.length === 0 ? (
    <None />
  ) : (
    credits.map(({ creditUnit, amount }) => (
      <Credits
        key={creditUnit}
        amount={amount}
        unit={isHeaded && creditUnit === "credits" ? null : creditUnit}
        className="block"
      />
    ))
  );

/** Money of each currency. */
export const MoneyOf = ({ invoiced }: { invoiced: UpcomingDayView["invoiced"] }) =>
  invoiced.length === 0 ? (
    <None />
  ) : (
    invoiced.map(({ currency, total }) => (
      <Money key={currency} amount={total} currency={currency} className="block" />
    ))
  );
