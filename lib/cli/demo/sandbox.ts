/** The demo's sandbox: the same people, and a clock of another year with a customer on it. */
import { CreateOrganizationInput } from "@/lib/auth/staff-schema";
import { createOrganization } from "@/lib/auth/writes/create-organization";
import { joinOrganization } from "@/lib/auth/writes/join-organization";
import type { Context } from "@/lib/context";
import { CustomerInput } from "@/lib/customer/schema";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { prisma } from "@/lib/db/prisma";
import { CustomerId, idText, newId, type OrganizationId } from "@/lib/ids";
import { CreateWalletInput } from "@/lib/ledger/schema";
import { createWallet } from "@/lib/ledger/writes/create-wallet";
import { grantCredits } from "@/lib/ledger/writes/grant-credits";
import { parseCredits, ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { createTestClock } from "@/lib/test-clock/writes/create-test-clock";
import { DEMO_SIGN_INS } from "./sign-ins";

const SANDBOX = { slug: "demo-test", name: "Florin Demo (test)", mode: "TEST" } as const;

/** Made after the people have sign-ins, who are its members too. @param ctx of any organization. */
export async function makeSandbox(asking: Context): Promise<void> {
  const taken = await prisma().organization.count({ where: { slug: SANDBOX.slug } });
  if (taken > 0) return;
  const ctx = { ...asking, organizationId: newId<OrganizationId>() };
  await createOrganization(ctx, CreateOrganizationInput.parse(SANDBOX));
  await makeClock(ctx);
  for (const { email, role } of DEMO_SIGN_INS) await joinOrganization(ctx, { email, role });
}

/** Credits that end, and credits to come: what an advance of a month has to tell of. */
async function makeClock(ctx: Context): Promise<void> {
  const frozenAt = new Date("2024-01-31T00:00:00Z");
  const clock = idText("clk", await createTestClock(ctx, { name: "Leap year", frozenAt }));
  const named = { externalId: "leap-1", name: "Leap Labs", testClockId: clock };
  const { id } = await createCustomer(ctx, CustomerInput.parse(named));
  const walletId = await createWallet(
    ctx,
    CustomerId.parse(id),
    CreateWalletInput.parse({ name: "Main wallet" }),
  );
  const terms = { category: "PROMOTIONAL", priority: 10, featureIds: [], reason: "" } as const;
  const free = { ...terms, costBasis: NO_MONEY, currency: "USD" };
  await grantCredits(ctx, walletId, {
    ...{ ...free, name: "Welcome", amount: parseCredits("100") ?? ZERO, reference: "welcome" },
    ...{ effectiveAt: null, expiresAt: new Date("2024-02-29T00:00:00Z") },
  });
  await grantCredits(ctx, walletId, {
    ...{ ...free, name: "March", amount: parseCredits("250") ?? ZERO, reference: "march" },
    ...{ effectiveAt: new Date("2024-03-01T00:00:00Z"), expiresAt: null },
  });
}
