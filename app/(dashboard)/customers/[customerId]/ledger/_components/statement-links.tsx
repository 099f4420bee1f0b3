"use client";

import { FileText } from "lucide-react";
import type { Choice } from "@/components/table/filter-field";
import { Button, ButtonLink } from "@/components/ui/button";
import { Menu, MenuLink } from "@/components/ui/dropdown-menu";

/** To a wallet's statement; where there are several wallets, to one of them. */
export function StatementLinks({
  customerId,
  wallets,
}: {
  customerId: string;
  wallets: readonly Choice[];
}) {
  const hrefOf = (id: string) => `/customers/${customerId}/wallets/${id}/statement`;
  const [first, ...others] = wallets;
  if (!first) return null;
  const words = (
    <>
      <FileText aria-hidden />
      Statement
    </>
  );
  if (others.length === 0) return <ButtonLink href={hrefOf(first.value)}>{words}</ButtonLink>;
  return (
    <Menu trigger={<Button>{words}</Button>}>
      {wallets.map(({ value, label }) => (
        <MenuLink key={value} href={hrefOf(value)}>
          {label}
        </MenuLink>
      ))}
    </Menu>
  );
}
