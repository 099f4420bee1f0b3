import { classNames } from "@/components/ui/class-names";
import { toPixels } from "./series";

export type Share = {
  readonly key: string;
  readonly label: string;
  /** Decimal text, with the words one reads on hover. */
  readonly value: string;
  readonly title?: string;
  readonly look?: "solid" | "soft" | "hatched";
};

const LOOKS = {
  solid: "bg-accent",
  soft: "bg-accent/45",
  hatched: "bg-[repeating-linear-gradient(135deg,var(--accent)_0_2px,var(--accent-soft)_2px_5px)]",
} as const;

/**
 * What something is made of, or how far it is used: `<ShareBar label="Grants in burn order" shares={…} of="2000" />`.
 * With `of`, what is not filled stays empty; without it the shares fill the bar.
 */
export function ShareBar({
  label,
  shares,
  of,
  className,
}: {
  label: string;
  shares: readonly Share[];
  of?: string;
  className?: string;
}) {
  const filled = shares.reduce((sum, { value }) => sum + toPixels(value), 0);
  const whole = Math.max(of === undefined ? filled : toPixels(of), filled) || 1;
  return (
    <div
      role="img"
      aria-label={`${label}: ${shares.map((share) => share.title ?? `${share.label} ${share.value}`).join(", ")}`}
      className={classNames(
        "flex h-2 min-w-16 gap-px overflow-hidden rounded-full bg-sunken",
        className,
      )}
    >
      {shares.map(({ key, title, label, value, look = "solid" }) => (
        <span
          key={key}
          title={title ?? `${label}: ${value}`}
          className={classNames("h-full", LOOKS[look])}
          style={{ width: `${(toPixels(value) / whole) * 100}%` }}
        />
      ))}
    </div>
  );
}
