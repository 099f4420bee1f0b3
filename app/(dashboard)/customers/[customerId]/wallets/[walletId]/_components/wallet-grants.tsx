import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { classNames } from "@/components/ui/class-names";
import type { WalletAsOfView } from "@/lib/ledger/schema/as-of";
import { BurnSimulator } from "./burn-simulator";
import { GrantList } from "./grant-list";
import type { Look } from "./look";

/** The grants, and beside them what would burn; of another time nothing is tried. */
export function WalletGrants({
  wallet,
  isNow,
  look,
  children,
}: {
  wallet: WalletAsOfView;
  isNow: boolean;
  look: Look;
  /** The entries of the grant that the address opens. */
  children: ReactNode;
}) {
  return (
    <div
      className={classNames(
        "grid grid-cols-1 items-start gap-4",
        isNow && "xl:grid-cols-[minmax(0,1fr)_26rem]",
      )}
    >
      <Card flush title={isNow ? "Grants, in burn order" : "Grants, as they were"}>
        <GrantList grants={wallet.grants} look={look}>
          {children}
        </GrantList>
      </Card>
      {isNow && (
        <BurnSimulator walletId={wallet.walletId} unit={wallet.creditUnit} zone={look.zone} />
      )}
    </div>
  );
}
