import { WalletCards } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Empty } from "@/components/domain/empty";
import { Card } from "@/components/ui/card";
import { findCustomer } from "@/lib/customer/reads";
import { CustomerId, WalletId } from "@/lib/ids";
import { listGrants } from "@/lib/ledger/reads/grants";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { rightsOf } from "../_components/rights";
import { GrantDeeds } from "./_components/grant-deeds";
import { WalletCard } from "./_components/wallet-card";

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
  const grants = await Promise.all(
    wallets.map((wallet) => listGrants(ctx, WalletId.parse(wallet.id))),
  );
  const rights = rightsOf(await listPermissions());

  if (wallets.length === 0) {
    return (
      <Card>
        <Empty title="No wallet yet" icon={<WalletCards />}>
          Credits stand in wallets. Open one with the button above, or subscribe the customer to a
          plan: it opens one by itself.
        </Empty>
      </Card>
    );
  }
  return (
    <>
      {wallets.map((wallet, place) => (
        <WalletCard
          key={wallet.id}
          wallet={wallet}
          grants={grants[place] ?? []}
          zone={customer.timezone}
          rights={rights}
        />
      ))}
      <GrantDeeds
        grants={grants.flat()}
        wallets={wallets}
        customerName={customer.name}
        zone={customer.timezone}
        rights={rights}
      />
    </>
  );
}
