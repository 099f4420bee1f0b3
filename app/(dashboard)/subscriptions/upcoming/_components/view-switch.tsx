import { CalendarDays, List } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";

const LOOKS = [
  { view: "list", label: "List", Icon: List },
  { view: "calendar", label: "Calendar", Icon: CalendarDays },
] as const;

/** The same days as a list, or as a calendar. */
export function ViewSwitch({
  current,
  hrefs,
}: {
  current: "list" | "calendar";
  hrefs: Readonly<Record<"list" | "calendar", string>>;
}) {
  return (
    <nav aria-label="View" className="inline-flex rounded-md border bg-surface p-0.5">
      {LOOKS.map(({ view, label, Icon }) => (
        <Link
          key={view}
          href={hrefs[view]}
          prefetch={false}
          aria-current={view === current ? "page" : undefined}
          className={classNames(
            "inline-flex h-7 items-center gap-1.5 rounded px-2.5 text-muted text-sm hover:text-ink pointer-coarse:h-10 [&_svg]:size-4",
            view === current && "bg-sunken font-medium text-ink",
          )}
        >
          <Icon aria-hidden />
          {label}
        </Link>
      ))}
    </nav>
  );
}
