import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { Credits } from "./amounts";

/** Decimal texts of one credit unit. */
export type Figures = {
  readonly available: string;
  readonly balance: string;
  readonly held: string;
  readonly pending: string;
  readonly overage: string;
};

const EXPLAINED = [
  ["balance", "Balance", "available + held − overage"],
  ["held", "Held", "reserved, still in the balance"],
  ["pending", "Pending", "granted, not usable yet"],
  ["overage", "Overage", "used beyond the grants, owed"],
] as const;

/**
 * Where credits stand, five figures always apart, each with its meaning:
 * `<FiveFigures figures={wallet} more={[{ label: "Next expiry", value: …, note: "12 Nov 2026" }]} />`.
 */
export function FiveFigures({
  figures,
  unit = "credits",
  isFrozen = false,
  more = [],
  hrefOf,
}: {
  figures: Figures;
  unit?: string;
  /** Of a wallet that nothing leaves for now. */
  isFrozen?: boolean;
  /** Where a figure opens into what it is made of. */
  hrefOf?: (figure: keyof Figures) => string;
  more?: readonly { label: string; value: ReactNode; note?: ReactNode }[];
}) {
  return (
    // Two lists, so that what is added wraps as a whole and leaves the five together.
    <div className="flex flex-wrap gap-px overflow-hidden rounded-lg border bg-line">
      <dl className="flex grow-[5] basis-[44rem] flex-wrap gap-px">
        <Figure
          label="Available"
          note={isFrozen ? "spendable once it is unfrozen" : "spendable now"}
          href={hrefOf?.("available")}
          className="max-md:basis-full"
        >
          <Credits
            amount={figures.available}
            unit={unit}
            className="font-semibold text-2xl [&>span]:font-normal [&>span]:text-sm"
          />
        </Figure>
        {EXPLAINED.map(([key, label, note]) => (
          <Figure key={key} label={label} note={note} href={hrefOf?.(key)}>
            <Credits
              amount={figures[key]}
              unit={null}
              className={classNames(
                "font-medium text-lg",
                isZero(figures[key]) && "text-muted",
                key === "overage" && !isZero(figures.overage) && "text-danger",
              )}
            />
          </Figure>
        ))}
      </dl>
      {more.length > 0 && (
        <dl
          className="flex flex-wrap gap-px"
          style={{ flex: `${more.length} 1 ${more.length * 8.5}rem` }}
        >
          {more.map(({ label, value, note }) => (
            <Figure key={label} label={label} note={note}>
              <span className="numerals font-medium text-lg">{value}</span>
            </Figure>
          ))}
        </dl>
      )}
    </div>
  );
}

function Figure({
  label,
  note,
  href,
  className,
  children,
}: {
  label: string;
  note?: ReactNode;
  href?: string | undefined;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={classNames(
        "relative flex min-w-min flex-1 basis-34 flex-col bg-surface px-4 py-3",
        href && "has-[a:hover]:bg-sunken",
        className,
      )}
    >
      <dt className="text-muted text-xs">
        {href ? (
          <Link
            href={href}
            prefetch={false}
            className="rounded-sm underline-offset-2 after:absolute after:inset-0 hover:underline"
          >
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd className="grid gap-0.5">
        {/* The figures stand on one line, whatever their size. */}
        <span className="flex min-h-9 flex-wrap items-end">{children}</span>
        {/* The figure alone makes the box wider: a note takes the room there is. */}
        {note && <span className="w-0 min-w-full text-muted text-xs">{note}</span>}
      </dd>
    </div>
  );
}

const isZero = (amount: string) => !/[1-9]/.test(amount);
