"use client";

import type { ComponentProps } from "react";
import { Input } from "@/components/ui/input";

/** A count of days, pieces or places; `register(path, { setValueAs: asCount })` makes it a number. */
export function CountInput({ min = 0, ...rest }: ComponentProps<typeof Input>) {
  return <Input type="number" min={min} inputMode="numeric" {...rest} className="numerals" />;
}
