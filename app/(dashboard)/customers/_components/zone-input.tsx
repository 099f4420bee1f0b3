"use client";

import { type ComponentProps, useId, useState } from "react";
import { Input } from "@/components/ui/input";

/** A time zone by name, with the known ones to choose from: `<ZoneInput {...register("timezone")} />`. */
export function ZoneInput(props: Omit<ComponentProps<typeof Input>, "list">) {
  // The browser's own list, and only once somebody looks: servers may know others.
  const [zones, setZones] = useState<readonly string[]>([]);
  const id = useId();
  return (
    <>
      <Input
        autoComplete="off"
        spellCheck={false}
        {...props}
        list={id}
        onFocus={() => setZones(Intl.supportedValuesOf("timeZone"))}
      />
      <datalist id={id}>
        {zones.map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
