import type { ComponentProps } from "react";

/** A part that scrolls by itself, and so must be reachable by keyboard and have a name: `<ScrollRegion aria-label="Grants">`. */
export function ScrollRegion(props: ComponentProps<"section"> & { "aria-label": string }) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without it a keyboard could not scroll it.
  return <section {...props} tabIndex={0} />;
}
