import { shownQuantity } from "@/lib/catalog/schema/shown-quantity";
import { formatCredits } from "@/lib/money/format";

/**
 * A quantity in the unit that people read, what was counted in its title where that is another:
 * `<ShownQuantity of={feature} quantity="1500000" />`.
 */
export function ShownQuantity({
  of,
  quantity,
}: {
  of: Parameters<typeof shownQuantity>[0];
  quantity: string;
}) {
  const shown = shownQuantity(of, quantity);
  const counted = shownQuantity({ ...of, reportingUnit: null }, quantity);
  return (
    <span
      className="whitespace-nowrap"
      {...(of.reportingUnit && {
        title: `${formatCredits(counted.quantity)} ${counted.unit} counted`,
      })}
    >
      {formatCredits(shown.quantity)} <span className="text-muted">{shown.unit}</span>
    </span>
  );
}
