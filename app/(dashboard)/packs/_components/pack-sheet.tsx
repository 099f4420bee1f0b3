"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import type { PackLayer } from "./pack-layer";

/** Comes to the browser when it is opened first. */
const Layer = dynamic(async () => (await import("./pack-layer")).PackLayer);

/** A new pack beside the list, or a pack's own beside it; that it is open stands in the address. */
export function PackSheet({
  isOpen,
  ...rest
}: ComponentProps<typeof PackLayer> & { isOpen: boolean }) {
  return isOpen && <Layer {...rest} />;
}
