"use client";

import dynamic from "next/dynamic";
import { parseAsString, useQueryStates } from "nuqs";
import { type ComponentType, Suspense } from "react";
import type { GrantView, WalletView } from "@/lib/ledger/schema/wallet";
import type { CustomerRights } from "../../_components/rights";
import { GRANT_DEEDS, type GrantDeed, grantDeed } from "./grant-deed";
import type { GrantDialogProps } from "./grant-dialog";

/** Each comes to the browser when it is opened first. */
const DIALOGS: Record<GrantDeed, ComponentType<GrantDialogProps>> = {
  extend: dynamic(async () => (await import("./extend-dialog")).ExtendDialog),
  transfer: dynamic(async () => (await import("./transfer-dialog")).TransferDialog),
  "void-grant": dynamic(async () => (await import("./void-grant-dialog")).VoidGrantDialog),
};

/** The dialogs about a grant: `?do=extend&grant=grt_…`. */
export function GrantDeeds({
  grants,
  wallets,
  customerName,
  zone,
  rights,
}: {
  /** Of all the wallets. */
  grants: readonly GrantView[];
  wallets: readonly WalletView[];
  customerName: string;
  zone: string;
  rights: CustomerRights;
}) {
  const [asked, ask] = useQueryStates({ do: parseAsString, grant: parseAsString });
  const deed = grantDeed(asked.do);
  const grant = grants.find(({ id }) => id === asked.grant);
  const wallet = wallets.find(({ id }) => id === grant?.walletId);
  if (!deed || !grant || !wallet || !rights[GRANT_DEEDS[deed].right]) return null;
  const Dialog = DIALOGS[deed];
  return (
    // A boundary of its own: while it comes, the page and the button's focus stay.
    <Suspense>
      <Dialog
        key={`${deed} ${grant.id}`}
        {...{ grant, wallet, wallets, customerName, zone }}
        onClose={() => void ask({ do: null, grant: null })}
      />
    </Suspense>
  );
}
