import { FiveFigures } from "@/components/domain/five-figures";
import { IdChip } from "@/components/domain/id-chip";
import { Status } from "@/components/domain/status";
import { Card } from "@/components/ui/card";
import type { GrantView, WalletView } from "@/lib/ledger/schema/wallet";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { GrantTable } from "./grant-table";

/** A wallet with its terms and its grants, those that pay first at the top. */
export function WalletCard({
  wallet,
  grants,
  zone,
  isOneOfMany,
  mayVoid,
}: {
  wallet: WalletView;
  grants: readonly GrantView[];
  zone: string;
  /** Of several, each shows its own figures; of one they stand above already. */
  isOneOfMany: boolean;
  mayVoid: boolean;
}) {
  return (
    <Card
      flush
      title={
        <span className="flex flex-wrap items-center gap-2">
          {wallet.name}
          <Status value={wallet.isLow && wallet.status === "ACTIVE" ? "low" : wallet.status} />
        </span>
      }
      description={termsOf(wallet)}
      actions={<IdChip id={wallet.id} name="wallet id" className="max-md:hidden" />}
    >
      {isOneOfMany && (
        <div className="border-b p-4">
          <FiveFigures figures={wallet.figures} unit={wallet.creditUnit} />
        </div>
      )}
      <GrantTable
        grants={grants}
        customerId={wallet.customerId}
        unit={wallet.creditUnit}
        zone={zone}
        mayVoid={mayVoid}
      />
    </Card>
  );
}

function termsOf(wallet: WalletView): string {
  const { conversionRate, topupConversionRate, currency, lowBalanceAt, priority } = wallet;
  const rate = `1 credit is worth ${formatMoney(conversionRate, currency)}`;
  const bought =
    topupConversionRate === conversionRate
      ? ""
      : `, bought for ${formatMoney(topupConversionRate, currency)}`;
  const low = lowBalanceAt === null ? [] : [`low at ${formatCredits(lowBalanceAt)}`];
  const place = priority === 50 ? [] : [`priority ${priority}`];
  return [`${rate}${bought}`, shortageOf(wallet), ...low, ...place].join(" · ");
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
