import type { ReactNode } from "react";

/** A place one can go. Only places that exist, and that the person may see, are handed to the frame. */
export type Place = {
  readonly href: string;
  readonly label: string;
  readonly icon: ReactNode;
  /** Its shortcut, such as `"g c"`. */
  readonly keys: string;
};

export type PlaceGroup = { readonly label: string | null; readonly places: readonly Place[] };

/** The place that `pathname` lies in. */
export const isWithin = (pathname: string, href: string) =>
  href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
