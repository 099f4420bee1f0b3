import { Credits, Money } from "@/components/domain/amounts";
import type { UpcomingDayView, UpcomingRowView } from "@/lib/subscription/schema/upcoming";

const None = () => <span className="text-muted">–</span>;

/** Credits of each unit; the unit is named where it is not the usual one. */
export const CreditsOf = ({ credits }: { credits: UpcomingRowView["credits"] }) =>
  credits.length === 0 ? (
    <None />
  ) : (
    credits.map(({ creditUnit, amount }) => (
      <Credits
        key={creditUnit}
        amount={amount}
        unit={creditUnit === "credits" ? null : creditUnit}
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
