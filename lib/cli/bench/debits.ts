/** Debits in process: many wallets of five grants each, through the poster as the API calls it. */
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { type CustomerId, newId, type OrganizationId, type WalletId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { GrantTerms } from "@/lib/ledger/rules/terms";
import { nanocredits } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import { type Measured, measure } from "./measure";

const GRANTS_A_WALLET = 5;
const DAY_MS = 86_400_000;
/** Each grant outlasts the bench, so that none of them ends in the middle of it. */
const GRANT_CREDITS = 1_000_000n;
const LOADERS = 256;

export type Target = { readonly customerId: CustomerId; readonly walletId: WalletId };

export function benchContext(): Context {
  return {
    organizationId: newId<OrganizationId>(),
    actor: { kind: "system", name: "bench" },
    origin: "system",
    at: new Date(),
    requestId: "bench",
  };
}

/** Makes the customers and wallets in bulk; the grants go through the ledger like any other. */
export async function makeWallets(ctx: Context, count: number): Promise<readonly Target[]> {
  const { organizationId, at } = ctx;
  const slug = `bench-${organizationId}`;
  await prisma().organization.create({
    data: { id: organizationId, slug, name: slug, mode: "TEST" },
  });
  const targets = Array.from({ length: count }, () => ({
    customerId: newId<CustomerId>(),
    walletId: newId<WalletId>(),
  }));
  const common = { organizationId, createdAt: at };
  await prisma().customer.createMany({
    data: targets.map(({ customerId: id }) => ({
      ...common,
      id,
      externalId: id,
      name: id,
      updatedAt: at,
    })),
  });
  await prisma().wallet.createMany({
    data: targets.map(({ customerId, walletId: id }) => ({
      ...common,
      ...{ id, customerId, name: "Main", creditUnit: "credits", currency: "USD", featureIds: [] },
    })),
  });
  await grantAll(ctx, targets);
  return targets;
}

async function grantAll(ctx: Context, targets: readonly Target[]): Promise<void> {
  const asked = targets.flatMap((target) =>
    Array.from({ length: GRANTS_A_WALLET }, (_, place) => ({ target, place })),
  );
  const next = asked.values();
  const load = async () => {
    for (const { target, place } of next) {
      const reference = `grant-${target.walletId}-${place}`;
      await post(ctx, {
        kind: "grant",
        ...target,
        reference,
        isPaid: true,
        terms: termsOf(ctx, place),
      });
    }
  };
  await Promise.all(Array.from({ length: LOADERS }, load));
}

const termsOf = ({ at }: Context, place: number): GrantTerms => ({
  name: `Grant ${place + 1}`,
  amount: nanocredits(GRANT_CREDITS * 1_000_000_000n),
  category: "PREPAID",
  source: "import",
  sourceReference: null,
  priority: 10,
  effectiveAt: at,
  expiresAt: place === 0 ? null : new Date(at.getTime() + place * 30 * DAY_MS),
  expiresAfterDays: null,
  costTotal: NO_MONEY,
  currency: "USD",
  featureIds: [],
  parentGrantId: null,
});

/** Debits of one credit, each of a target that `choose` names. */
export function measureDebits(
  ctx: Context,
  choose: () => Target,
  load: { callers: number; seconds: number },
): Promise<Measured> {
  let count = 0;
  const run = newId();
  return measure(load, async () => {
    const outcome = await post(ctx, {
      ...{ kind: "debit", ...choose(), creditUnit: "credits", reference: `${run}-${count++}` },
      ...{ featureId: null, member: null, groupId: null },
      parts: [{ eventId: null, at: ctx.at, amount: nanocredits(1_000_000_000n) }],
    });
    if (!outcome.ok) throw new Error(`a debit was refused: ${outcome.refusal.code}`);
  });
}
