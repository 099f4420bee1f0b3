/** A catalogue and wallets to bill with, as the database tests of subscriptions and invoices need them. */
import { randomUUID } from "node:crypto";
import type { ChargeFields } from "@/lib/catalog/schema/charge";
import { type PlanDraftFields, PlanDraftInput, PlanInput } from "@/lib/catalog/schema/plan";
import type { PlanGrantFields } from "@/lib/catalog/schema/plan-grant";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updateDraft } from "@/lib/catalog/writes/update-draft";
import type { Context } from "@/lib/context";
import type { Prisma } from "@/lib/db/generated/client";
import { prisma } from "@/lib/db/prisma";
import { transact } from "@/lib/db/transact";
import { newId, type PackId, PlanId } from "@/lib/ids";
import { insertWallet } from "@/lib/ledger/store/wallets";
import type { PeriodLength } from "@/lib/time/period";
import { money } from "./amounts";
import { aCustomer } from "./factories";
import type { Account } from "./wallets";

/** A customer with a wallet and nothing in it. */
export async function anEmptyWallet(
  ctx: Context,
  over: { topupRate?: string; shortagePolicy?: "REFUSE" | "OVERAGE" } = {},
): Promise<Account> {
  const customerId = await aCustomer(ctx);
  const walletId = await transact(ctx, (tx) =>
    insertWallet(tx, ctx, {
      ...{ customerId, name: "Main wallet", creditUnit: "credits", currency: "USD" },
      conversionRate: money("1"),
      topupRate: money(over.topupRate ?? "1"),
      ...{ priority: 50, featureIds: [], shortagePolicy: over.shortagePolicy ?? "REFUSE" },
      ...{ overageLimit: null, lowBalanceAt: null, metadata: {} },
    }),
  );
  return { customerId, walletId };
}

export async function aPack(
  ctx: Context,
  {
    credits,
    price,
    ...limits
  }: { credits: string; price: string } & Partial<Prisma.CreditPackCreateInput>,
): Promise<PackId> {
  const id = newId<PackId>();
  await prisma().creditPack.create({
    data: {
      ...{ id, organizationId: ctx.organizationId, name: "Starter", credits, price },
      ...{ creditUnit: "credits", currency: "USD", createdAt: ctx.at, updatedAt: ctx.at },
      ...limits,
    },
  });
  return id;
}

/** What a plan of these tests says; the rest is the same for all. */
export type PlanTerms = {
  readonly kind?: "PLAN" | "ADD_ON";
  readonly fee?: string;
  readonly feePeriod?: PeriodLength;
  readonly timing?: "ADVANCE" | "ARREAR";
  readonly credits?: string;
  readonly grantPeriod?: PeriodLength;
  readonly isDraft?: boolean;
  readonly currency?: string;
  readonly expiry?: "GRANT_PERIOD" | "NEVER";
  readonly rollover?: PlanGrantFields["rollover"];
  /** Instead of the fee. */
  readonly charges?: readonly ChargeFields[];
  /** Instead of the monthly credits. */
  readonly grants?: readonly PlanGrantFields[];
  readonly entitlements?: PlanDraftFields["entitlements"];
};

/** A published plan: billed annually with 2,500 credits each month, unless told. */
export async function aPublishedPlan(ctx: Context, terms: PlanTerms = {}): Promise<PlanId> {
  const key = `plan-${randomUUID()}`;
  const { id } = await createPlan(ctx, PlanInput.parse({ name: "Basic", key, kind: terms.kind }));
  const planId = PlanId.parse(id);
  const { fee = "588.00", feePeriod: period = "ANNUAL", timing = "ADVANCE" } = terms;
  const { credits = "2500", grantPeriod = "MONTHLY", expiry = "GRANT_PERIOD" } = terms;
  await updateDraft(
    ctx,
    planId,
    PlanDraftInput.parse({
      currency: terms.currency ?? "USD",
      charges: terms.charges ?? [
        { kind: "RECURRING", name: "Basic", amount: fee, period, invoiceCadence: timing },
      ],
      grants: terms.grants ?? [
        {
          ...{ name: "Monthly credits", credits, period: grantPeriod, expirationKind: expiry },
          rollover: terms.rollover,
        },
      ],
      entitlements: terms.entitlements ?? [],
    }),
  );
  if (!terms.isDraft) await publishPlan(ctx, planId);
  return planId;
}
