"use client";

import { LoaderCircle } from "lucide-react";
import { useLinkStatus } from "next/link";

/** Inside a link: turns while its page is on its way. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return pending ? <LoaderCircle aria-label="Loading" className="size-4 animate-spin" /> : null;
}
