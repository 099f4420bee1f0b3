/** An organization of many customers, each with a wallet of five grants. */
import { createOrganization } from "@/lib/auth/writes/create-organization";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { type CustomerId, newId, type OrganizationId, type WalletId } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import type { GrantTerms } from "@/lib/ledger/rules/terms";
import { nanocredits } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";

const GRANTS_A_WALLET = 5;
export const DAY_MS = 86_400_000;
/** How long ago the grants were given: what is loaded behind the ledger happened since. */
export const AGE_DAYS = 30;
/** Each grant outlasts the bench, so that none of them is used up or ends in the middle of it. */
const GRANT_CREDITS = 1_000_000n;
const LOADERS = 256;

export type Target = { readonly customerId: CustomerId; readonly walletId: WalletId };

export type Shop = { readonly ctx: Context; readonly targets: readonly Target[] };

type ShopOptions = { readonly slug?: string; readonly ageDays?: number; readonly grants?: number };

/** Makes the customers and wallets in bulk; the grants go through the ledger like any other. */
export async function makeShop(
  wallets: number,
  { slug = "bench", ageDays = AGE_DAYS, grants = GRANTS_A_WALLET }: ShopOptions = {},
): Promise<Shop> {
  const ctx: Context = {
    organizationId: newId<OrganizationId>(),
    actor: { kind: "system", name: "bench" },
    origin: "system",
    at: new Date(),
    requestId: "bench",
  };
  const then: Context = { ...ctx, at: new Date(ctx.at.getTime() - ageDays * DAY_MS) };
  await createOrganization(then, {
    ...{ name: "Bench", slug, mode: "LIVE" },
    ...{ currency: "USD", timezone: "UTC" },
  });
  const targets = Array.from({ length: wallets }, () => ({
    customerId: newId<CustomerId>(),
    walletId: newId<WalletId>(),
  }));
  await makeCustomers(then, targets);
  const places = Array.from({ length: grants }, (_, place) => place);
  await grantAll(
    then,
    targets.flatMap((target) => places.map((place) => ({ target, place }))),
    ctx.at,
  );
  return { ctx, targets };
}

async function makeCustomers(ctx: Context, targets: readonly Target[]): Promise<void> {
  for (const some of inParts(targets)) await makeSome(ctx, some);
}

/** A statement takes no more parameters. */
const MOST_AT_ONCE = 2_000;

function* inParts(targets: readonly Target[]): Generator<readonly Target[]> {
  for (let from = 0; from < targets.length; from += MOST_AT_ONCE) {
    yield targets.slice(from, from + MOST_AT_ONCE);
  }
}

async function makeSome(ctx: Context, targets: readonly Target[]): Promise<void> {
  const common = { organizationId: ctx.organizationId, createdAt: ctx.at };
  await prisma().customer.createMany({
    data: targets.map(({ customerId: id }) => ({
      ...common,
      ...{ id, externalId: id, name: id, updatedAt: ctx.at },
    })),
  });
  await prisma().wallet.createMany({
    data: targets.map(({ customerId, walletId: id }) => ({
      ...common,
      ...{ id, customerId, name: "Main", creditUnit: "credits", currency: "USD", featureIds: [] },
    })),
  });
}

type Asked = { readonly target: Target; readonly place: number };

async function grantAll(ctx: Context, asked: readonly Asked[], now: Date): Promise<void> {
  const next = asked.values();
  const load = async () => {
    for (const { target, place } of next) {
      const reference = `grant-${target.walletId}-${place}`;
      const terms = termsOf(ctx, place, now);
      await post(ctx, { kind: "grant", ...target, reference, isPaid: true, terms });
    }
  };
  await Promise.all(Array.from({ length: LOADERS }, load));
}

const termsOf = ({ at }: Context, place: number, now: Date): GrantTerms => ({
  name: `Grant ${place + 1}`,
  amount: nanocredits(GRANT_CREDITS * 1_000_000_000n),
  category: "PREPAID",
  source: "import",
  sourceReference: null,
  priority: 10,
  effectiveAt: at,
  expiresAt: place === 0 ? null : new Date(now.getTime() + place * 30 * DAY_MS),
  expiresAfterDays: null,
  costTotal: NO_MONEY,
  currency: "USD",
  featureIds: [],
  parentGrantId: null,
});
