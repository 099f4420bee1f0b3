"use client";

import { Ellipsis } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/dropdown-menu";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import type { CustomerRights } from "../../_components/rights";
import { deedsFor } from "../../_components/wallet-deed";

/** What can be done to a wallet; the dialogs stand with the customer's. */
export function WalletMenu({ wallet, rights }: { wallet: WalletView; rights: CustomerRights }) {
  const [, ask] = useQueryStates({ do: parseAsString, wallet: parseAsString });
  const deeds = deedsFor(wallet, rights);
  if (deeds.length === 0) return null;
  return (
    <Menu
      trigger={
        <Button size="icon" variant="ghost" aria-label={`Actions for ${wallet.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {deeds.map(([deed, { label, tone }]) => (
        <MenuItem
          key={deed}
          {...(tone && { tone })}
          onSelect={() => void ask({ do: deed, wallet: wallet.id })}
        >
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
