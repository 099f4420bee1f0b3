import Link from "next/link";
import { Mark } from "./mark";
import type { PlaceGroup } from "./navigation";
import { PlaceList } from "./place-list";

/** The way around: 224 px wide, icons below 1280, a sheet of the top bar below 768. */
export function Rail({ groups }: { groups: readonly PlaceGroup[] }) {
  return (
    <div
      data-chrome
      className="sticky top-0 hidden h-dvh w-icons shrink-0 flex-col border-r bg-surface md:flex xl:w-rail"
    >
      <Link
        href="/"
        prefetch={false}
        className="flex h-bar shrink-0 items-center gap-2 px-3.5 font-semibold text-lg focus-visible:-outline-offset-2 xl:px-4"
      >
        <Mark />
        <span className="max-xl:sr-only">Florin</span>
      </Link>
      <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-2 py-3">
        <PlaceList groups={groups} isNarrow />
      </nav>
    </div>
  );
}
