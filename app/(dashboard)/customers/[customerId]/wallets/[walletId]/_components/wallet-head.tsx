import { Status } from "@/components/domain/status";
import { ButtonLink } from "@/components/ui/button";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { formatMoney } from "@/lib/money/format";
import { ObjectChip } from "../../../../../_components/object-chip";
import type { Look } from "./look";

/** Which wallet this is; its state is that of today, so the past does not show it. */
export function WalletHead({
  wallet,
  look,
  isPast,
}: {
  wallet: WalletView;
  look: Look;
  isPast: boolean;
}) {
  const { name, id, status, isLow, creditUnit, conversionRate, currency, priority } = wallet;
  return (
    <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <h2 className="min-w-0 break-words font-semibold text-lg">{name}</h2>
      {!isPast && <Status value={isLow && status === "ACTIVE" ? "low" : status} />}
      <ObjectChip id={id} path={`/wallets/${id}`} of="wallet" />
      <p className="text-muted text-sm">
        {creditUnit}, each worth {formatMoney(conversionRate, currency)}
        {priority !== 50 && ` · priority ${priority}`}
      </p>
      <ButtonLink href={`${look.path}/statement`} size="sm" className="md:ml-auto">
        Statement
      </ButtonLink>
    </header>
  );
}
