"use client";

import dynamic from "next/dynamic";

/** Comes to the browser when it is opened first. */
const Layer = dynamic(async () => (await import("./new-product-layer")).NewProductLayer);

/** A new product beside the list. */
export function NewProductSheet({ isOpen }: { isOpen: boolean }) {
  return isOpen && <Layer />;
}
