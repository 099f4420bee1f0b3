import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { FiveFigures } from "@/components/domain/five-figures";
import { CrumbName } from "@/components/layout/crumbs";
import { Skeleton } from "@/components/ui/skeleton";
import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { CustomerId, WalletId } from "@/lib/ids";
import { findWalletAsOf } from "@/lib/ledger/reads/as-of";
import { findWallet } from "@/lib/ledger/reads/wallets";
import { pageContext } from "@/lib/transport/page";
import { AsOfForm } from "./_components/as-of-form";
import { PastNotice } from "./_components/past-notice";
import { WalletGrants } from "./_components/wallet-grants";
import { WalletHead } from "./_components/wallet-head";
import { BurnDownSection } from "./_sections/burn-down";
import { FigureSection } from "./_sections/figure";
import { GrantEntries } from "./_sections/grant-entries";
import { addressOf, loadWalletParams, momentOf } from "./search-params";

export const metadata: Metadata = { title: "Wallet" };

export default async function WalletPage({
  params,
  searchParams,
}: {
  params: Promise<{ customerId: string; walletId: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const asking = await pageContext("wallet:read");
  const named = await params;
  const { data: customerId } = CustomerId.safeParse(named.customerId);
  const { data: walletId } = WalletId.safeParse(named.walletId);
  const [customer, wallet] = await Promise.all([
    customerId && findCustomer(asking, customerId),
    walletId && findWallet(asking, walletId),
  ]);
  if (!customerId || !walletId || !customer || wallet?.customerId !== customer.id) notFound();
  const ctx = await onClock(asking, customerId);
  const asked = await loadWalletParams(searchParams);
  const zone = customer.timezone;
  const { at, knownAt } = momentOf(asked, zone);
  const then = await findWalletAsOf(ctx, walletId, { asOf: at, knownAt, featureId: null });
  const path = `/customers/${customer.id}/wallets/${wallet.id}`;
  const look = { path, params: asked, zone, now: ctx.at };

  return (
    <>
      <CrumbName segment={wallet.id} label={wallet.name} />
      <WalletHead wallet={wallet} look={look} isPast={at !== null} />
      <AsOfForm look={look} at={at} />
      {at !== null && <PastNotice look={look} at={at} knownAt={knownAt} />}
      <FiveFigures
        figures={then.figures}
        unit={then.creditUnit}
        isFrozen={at === null && wallet.status === "FROZEN"}
        hrefOf={(figure) =>
          addressOf(path, asked, { figure: asked.figure === figure ? null : figure, grant: null })
        }
      />
      {asked.figure && (
        <FigureSection ctx={ctx} walletId={walletId} figure={asked.figure} look={look} />
      )}
      <WalletGrants wallet={then} isNow={at === null} look={look}>
        {asked.grant && <GrantEntries ctx={ctx} customerId={customer.id} look={look} />}
      </WalletGrants>
      <Suspense fallback={<Skeleton className="h-96" />}>
        <BurnDownSection ctx={ctx} walletId={walletId} look={look} />
      </Suspense>
    </>
  );
}
