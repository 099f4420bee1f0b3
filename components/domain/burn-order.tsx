import { classNames } from "@/components/ui/class-names";
import { Credits } from "./amounts";
import { Instant } from "./instant";

export type BurnRow = {
  readonly grantId: string;
  readonly name: string;
  /** ISO 8601; `null` never expires. */
  readonly expiresAt: string | null;
  /** Decimal text; zero is a grant left untouched. */
  readonly takes: string;
  readonly leftAfter: string;
  /** Why it stands there, such as "expires first". */
  readonly why?: string;
  /** Said instead of "untouched" or "used up". */
  readonly note?: string;
};

/** Which grants pay, in order, and what is left in each: `<BurnOrder rows={preview.draws} zone={zone} />`. */
export function BurnOrder({
  rows,
  zone = "UTC",
  changed,
}: {
  rows: readonly BurnRow[];
  zone?: string;
  /** Grant ids that moved since the last preview; they are lit up. */
  changed?: ReadonlySet<string>;
}) {
  return (
    <table className="numerals w-full text-sm [&_td]:border-t [&_td]:py-1.5 [&_td]:align-top [&_th]:pb-1 [&_th]:font-normal [&_th]:text-muted [&_th]:text-xs">
      <caption className="sr-only">Grants in the order in which they burn</caption>
      <thead>
        <tr>
          <th scope="col" className="w-6 text-left">
            <span className="sr-only">Order</span>
          </th>
          <th scope="col" className="text-left">
            Burns, in order
          </th>
          <th scope="col" className="pl-3 text-right">
            takes
          </th>
          <th scope="col" className="pl-3 text-right">
            left after
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <BurnLine
            key={row.grantId}
            row={row}
            order={place + 1}
            zone={zone}
            isChanged={changed?.has(row.grantId) ?? false}
          />
        ))}
      </tbody>
    </table>
  );
}

function BurnLine({
  row,
  order,
  zone,
  isChanged,
}: {
  row: BurnRow;
  order: number;
  zone: string;
  isChanged: boolean;
}) {
  const isUntouched = isZero(row.takes);
  const note =
    row.note ?? (isUntouched ? "untouched" : isZero(row.leftAfter) ? "used up" : undefined);
  return (
    <tr className={classNames(isUntouched && "text-muted", isChanged && "bg-warning-soft")}>
      <td>{isUntouched ? "–" : order}</td>
      <td className="min-w-0">
        <span className="break-words">{row.name}</span>
        <span className="block text-muted text-xs">
          {row.expiresAt ? (
            <>
              expires <Instant at={row.expiresAt} show="day" zone={zone} />
            </>
          ) : (
            "never expires"
          )}
          {row.why && ` · ${row.why}`}
        </span>
      </td>
      <td className="pl-3 text-right">
        <Credits amount={row.takes} unit={null} />
      </td>
      <td className="pl-3 text-right">
        <Credits amount={row.leftAfter} unit={null} />
        {note && <span className="block text-muted text-xs">{note}</span>}
      </td>
    </tr>
  );
}

const isZero = (amount: string) => !/[1-9]/.test(amount);
