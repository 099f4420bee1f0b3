"use client";

import { Radio } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import { type BillingDefaultsInput, GRANT_ON_CHOICES } from "@/lib/invoicing/schema/billing";
import { GRANT_ON_WORDS } from "./billing-words";

type GrantOn = BillingDefaultsInput["grantOn"];

const HINTS = {
  start: "Usable from the period's first instant",
  payment: "They wait until the invoice is paid; free periods and trials give them at once",
} as const satisfies Record<GrantOn, string>;

/** Whether a plan's credits come with the period, or with the payment of its invoice. */
export function GrantOnChoice({
  value,
  onChange,
}: {
  value: GrantOn;
  onChange: (grantOn: GrantOn) => void;
}) {
  return (
    <FieldSet legend="Credits come">
      {GRANT_ON_CHOICES.map((grantOn) => (
        <Radio
          key={grantOn}
          name="grantOn"
          label={GRANT_ON_WORDS[grantOn]}
          hint={HINTS[grantOn]}
          checked={value === grantOn}
          onChange={() => onChange(grantOn)}
        />
      ))}
    </FieldSet>
  );
}
