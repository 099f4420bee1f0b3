"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import type { UnitLayer } from "./unit-layer";

/** Comes to the browser when it is opened first. */
const Layer = dynamic(async () => (await import("./unit-layer")).UnitLayer);

/** One unit beside the list; which one stands in the URL. */
export function UnitSheet({
  isOpen,
  ...rest
}: ComponentProps<typeof UnitLayer> & { isOpen: boolean }) {
  return isOpen && <Layer {...rest} />;
}
