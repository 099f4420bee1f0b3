"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { classNames } from "@/components/ui/class-names";
import { isWithin, type Place, type PlaceGroup } from "./navigation";
import { useShortcut } from "./shortcuts";

/** The places of the rail and of the phone's sheet; `isNarrow` leaves the words out below 1280 px. */
export function PlaceList({
  groups,
  isNarrow = false,
  onGo,
}: {
  groups: readonly PlaceGroup[];
  isNarrow?: boolean;
  onGo?: () => void;
}) {
  return (
    <div className="grid gap-5">
      {groups.map(({ label, places }) => (
        <div key={label ?? places[0]?.href}>
          {label && (
            <p
              className={classNames(
                "mb-1 px-2.5 font-medium text-2xs text-muted",
                isNarrow && "max-xl:sr-only",
              )}
            >
              {label}
            </p>
          )}
          <ul className="grid gap-0.5">
            {places.map((place) => (
              <li key={place.href}>
                <PlaceLink place={place} isNarrow={isNarrow} {...(onGo && { onGo })} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function PlaceLink({
  place: { href, label, icon },
  isNarrow,
  onGo,
}: {
  place: Place;
  isNarrow: boolean;
  onGo?: () => void;
}) {
  const router = useRouter();
  const isHere = isWithin(usePathname(), href);
  // Fetched ahead only where the pointer or the focus goes: twelve links at once double a page's weight.
  const ahead = () => router.prefetch(href);
  return (
    <Link
      href={href}
      prefetch={false}
      onPointerEnter={ahead}
      onFocus={ahead}
      {...(onGo && { onClick: onGo })}
      aria-current={isHere ? "page" : undefined}
      title={isNarrow ? label : undefined}
      className={classNames(
        "flex h-8 items-center gap-2.5 rounded px-2.5 text-muted text-sm hover:bg-sunken hover:text-ink pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0",
        isHere && "bg-accent-soft font-medium text-accent hover:bg-accent-soft hover:text-accent",
        isNarrow && "max-xl:justify-center max-xl:px-0",
      )}
    >
      {icon}
      <span className={classNames(isNarrow && "max-xl:sr-only")}>{label}</span>
    </Link>
  );
}

/** Registers `g` and a letter for every place. */
export function PlaceShortcuts({ groups }: { groups: readonly PlaceGroup[] }) {
  return groups
    .flatMap(({ places }) => places)
    .map((place) => <PlaceShortcut key={place.href} place={place} />);
}

function PlaceShortcut({ place: { href, label, keys } }: { place: Place }) {
  const router = useRouter();
  useShortcut({ keys, label, group: "Go to", run: () => router.push(href) });
  return null;
}
