import { FiveFigures } from "@/components/domain/five-figures";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { OwedView } from "@/lib/ledger/schema/as-of";
import type { HoldView } from "@/lib/ledger/schema/hold";
import type { RefillView } from "@/lib/ledger/schema/refill";
import type { GrantView, WalletView } from "@/lib/ledger/schema/wallet";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { CustomerRights } from "../../_components/rights";
import { GrantTable } from "./grant-table";
import { limitsOf } from "./grant-words";
import { Owed } from "./owed";
import { RefillList } from "./refill-list";
import { WalletHolds } from "./wallet-holds";
import { WalletMenu } from "./wallet-menu";

/** A wallet with its terms, its figures, and its grants, those that pay first at the top. */
export function WalletCard({
  wallet,
  grants,
  holds,
  refills,
  owed,
  features,
  zone,
  rights,
}: {
  wallet: WalletView;
  grants: readonly GrantView[];
  /** Open ones, the oldest first. */
  holds: readonly HoldView[];
  refills: readonly RefillView[];
  owed: readonly OwedView[];
  /** The names of those that the wallet or a grant is limited to, by id. */
  features: Readonly<Record<string, string>>;
  zone: string;
  rights: CustomerRights;
}) {
  const page = `/customers/${wallet.customerId}/wallets/${wallet.id}`;
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap items-center gap-2">
          {wallet.name}
          <Status value={wallet.isLow && wallet.status === "ACTIVE" ? "low" : wallet.status} />
        </span>
      }
      description={termsOf(wallet, features)}
      actions={
        <>
          <IdChip id={wallet.id} name="wallet id" className="max-md:hidden" />
          <ButtonLink href={page} size="sm">
            Open wallet
          </ButtonLink>
          <WalletMenu wallet={wallet} rights={rights} />
        </>
      }
    >
      <div className="grid gap-3 border-b p-4">
        <StateNotice status={wallet.status} />
        <FiveFigures
          figures={wallet.figures}
          unit={wallet.creditUnit}
          isFrozen={wallet.status === "FROZEN"}
          hrefOf={(figure) => `${page}?figure=${figure}`}
        />
      </div>
      <GrantTable
        grants={grants}
        features={features}
        customerId={wallet.customerId}
        zone={zone}
        rights={rights}
      />
      <WalletHolds customerId={wallet.customerId} holds={holds} zone={zone} mayHold={rights.hold} />
      <RefillList
        refills={refills}
        unit={wallet.creditUnit}
        zone={zone}
        mayStop={rights.manage && wallet.status !== "CLOSED"}
      />
      <Owed lots={owed} unit={wallet.creditUnit} zone={zone} />
    </Card>
  );
}

function StateNotice({ status }: Pick<WalletView, "status">) {
  switch (status) {
    case "ACTIVE":
      return null;
    case "FROZEN":
      return (
        <Notice tone="warning" title="Frozen: nothing leaves this wallet">
          It still receives credits, and they still expire.
        </Notice>
      );
    case "CLOSED":
      return <Notice title="Closed for good: nothing moves in this wallet" />;
  }
}

function termsOf(wallet: WalletView, features: Readonly<Record<string, string>>): string {
  const { conversionRate, topupConversionRate, currency, lowBalanceAt, priority } = wallet;
  const rate = `1 credit is worth ${formatMoney(conversionRate, currency)}`;
  const bought =
    topupConversionRate === conversionRate
      ? ""
      : `, bought for ${formatMoney(topupConversionRate, currency)}`;
  const low = lowBalanceAt === null ? [] : [`low at ${formatCredits(lowBalanceAt)}`];
  const place = priority === 50 ? [] : [`priority ${priority}`];
  const limits = limitsOf(wallet, features) ?? [];
  return [`${rate}${bought}`, shortageOf(wallet), ...low, ...place].concat(limits).join(" · ");
}

function shortageOf({ shortagePolicy, overageLimit }: WalletView): string {
  switch (shortagePolicy) {
    case "REFUSE":
      return "when short, use is refused";
    case "CAP":
      return "when short, it takes what is there";
    case "OVERAGE":
      return overageLimit === null
        ? "when short, it goes below zero"
        : `when short, it goes to ${formatCredits(overageLimit)} below zero`;
  }
}
