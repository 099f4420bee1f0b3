import { WalletCards } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Empty } from "@/components/domain/empty";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId } from "@/lib/ids";
import { listHolds } from "@/lib/ledger/reads/holds";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { HoldDeeds } from "../../../holds/_components/hold-deeds";
import { rightsOf } from "../_components/rights";
import { GrantDeeds } from "./_components/grant-deeds";
import { RefillDeeds } from "./_components/stop-refill-dialog";
import { WalletCard } from "./_components/wallet-card";
import { loadContent } from "./load-content";

export const metadata: Metadata = { title: "Wallets" };

export default async function CustomerWalletsPage({
  params,
}: {
  params: Promise<{ customerId: string }>;
}) {
  const ctx = await pageContext("wallet:read");
  const { data: id } = CustomerId.safeParse((await params).customerId);
  const customer = id && (await findCustomer(ctx, id));
  if (!customer) notFound();
  const wallets = await listCustomerWallets(ctx, id);
  if (wallets.length === 0) return <NoWallet />;
  const [contents, holds, permissions] = await Promise.all([
    Promise.all(wallets.map((wallet) => loadContent(ctx, wallet))),
    listHolds(ctx, { customerId: id, state: "open", order: "oldest", limit: MOST_HOLDS }),
    listPermissions(),
  ]);
  const rights = rightsOf(permissions);
  const shared = { wallets, customerName: customer.name, zone: customer.timezone };

  return (
    <>
      {contents.map(({ wallet, ...content }) => (
        <WalletCard
          key={wallet.id}
          wallet={wallet}
          {...content}
          holds={holds.items.filter(({ walletIds }) => walletIds.includes(wallet.id))}
          zone={customer.timezone}
          rights={rights}
        />
      ))}
      <GrantDeeds grants={contents.flatMap(({ grants }) => grants)} rights={rights} {...shared} />
      <HoldDeeds holds={holds.items} zone={customer.timezone} mayHold={rights.hold} />
      <RefillDeeds
        refills={contents.flatMap(({ refills }) => refills)}
        mayManage={rights.manage}
        {...shared}
      />
    </>
  );
}

/** More open holds than that are for the list of holds. */
const MOST_HOLDS = 100;

const NoWallet = () => (
  <Card>
    <Empty title="No wallet yet" icon={<WalletCards />}>
      Credits stand in wallets. Open one with the button above, or subscribe the customer to a plan:
      it opens one by itself.
    </Empty>
  </Card>
);
