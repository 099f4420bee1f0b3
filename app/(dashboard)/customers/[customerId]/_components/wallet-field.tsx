"use client";

import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";

/** Which wallet; where there is only one, nothing to choose, but named. */
export function WalletField({
  wallets,
  ...rest
}: { wallets: readonly WalletView[] } & ComponentProps<typeof Select>) {
  return (
    <Field label="Wallet">
      <Select {...rest}>
        {wallets.map(({ id, name, figures, creditUnit }) => (
          <option key={id} value={id}>
            {name} · {formatCredits(figures.available)} {creditUnit}
          </option>
        ))}
      </Select>
    </Field>
  );
}
