/** A customer comes: it is made, gets a wallet, and buys what its story says. */
import type { Context } from "@/lib/context";
import { CustomerInput } from "@/lib/customer/schema";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { CustomerId, InvoiceId, idText, type PackId, type WalletId } from "@/lib/ids";
import { PaymentInput, type TopUpInput } from "@/lib/invoicing/schema";
import { recordPayment } from "@/lib/invoicing/writes/record-payment";
import { topUpWallet } from "@/lib/invoicing/writes/top-up-wallet";
import { CreateWalletInput } from "@/lib/ledger/schema";
import { createWallet } from "@/lib/ledger/writes/create-wallet";
import { StartInput } from "@/lib/subscription/schema";
import { startSubscription } from "@/lib/subscription/writes/start-subscription";
import type { Catalogue } from "./catalogue";
import type { Company, Story } from "./companies";

export type Resident = {
  readonly company: Company;
  readonly customerId: CustomerId;
  readonly walletId: WalletId;
};

const PLANS: Partial<Record<Story, keyof Catalogue["plans"]>> = {
  basic: "basic",
  professional: "professional",
  overage: "basic",
  many_grants: "professional",
  quiet: "basic",
};

export async function arrive(
  ctx: Context,
  company: Company,
  catalogue: Catalogue,
): Promise<Resident> {
  const { externalId, name, email, timezone, country, story } = company;
  const customer = await createCustomer(
    ctx,
    CustomerInput.parse({ externalId, name, email, timezone, address: { country } }),
  );
  const customerId = CustomerId.parse(customer.id);
  const walletId = await createWallet(ctx, customerId, walletFor(story));
  const plan = PLANS[story];
  if (plan) await subscribe(ctx, customerId, catalogue.plans[plan]);
  else
    await buyPack(ctx, walletId, {
      packId: firstPack(story, catalogue),
      reference: `${externalId}-first`,
    });
  return { company, customerId, walletId };
}

const walletFor = (story: Story) =>
  CreateWalletInput.parse({
    name: "Main wallet",
    conversionRate: "0.03",
    topupConversionRate: "0.03",
    lowBalanceAt: "250",
    ...(story === "overage" && { shortagePolicy: "OVERAGE", overageLimit: "5000" }),
  });

const firstPack = (story: Story, { packs }: Catalogue): PackId =>
  story === "empty" ? packs.starter : packs.growth;

async function subscribe(ctx: Context, customerId: CustomerId, planId: StartInput["planId"]) {
  const asked = { customerId: idText("cus", customerId), planId: idText("plan", planId) };
  const started = await startSubscription(ctx, StartInput.parse(asked));
  if (started.latestInvoiceId !== null) await pay(ctx, started.latestInvoiceId);
}

/** Buys a pack and pays for it; unpaid, the credits wait. */
export async function buyPack(
  ctx: Context,
  walletId: WalletId,
  { packId, reference, isPaid = true }: { packId: PackId; reference: string; isPaid?: boolean },
): Promise<void> {
  const bought: TopUpInput = {
    ...{ kind: "pack", packId, quantity: 1, availability: "on_payment", reference },
    ...{ name: "", reason: "", expiresAt: null, expiresAfterDays: null, priority: 10 },
  };
  const { invoice } = await topUpWallet(ctx, walletId, bought);
  if (invoice && isPaid) await pay(ctx, invoice.id);
}

const pay = (ctx: Context, invoiceId: string) =>
  recordPayment(ctx, InvoiceId.parse(invoiceId), PaymentInput.parse({ method: "bank_transfer" }));
