/** How a customer's own tale is told beside its daily use: act by act, each on its day. */
import type { Context } from "@/lib/context";
import type { WalletId } from "@/lib/ids";
import { type FeatureId, GrantId } from "@/lib/ids";
import { type CreateWalletFields, CreateWalletInput } from "@/lib/ledger/schema";
import { createWallet } from "@/lib/ledger/writes/create-wallet";
import { grantCredits } from "@/lib/ledger/writes/grant-credits";
import { parseCredits, ZERO } from "@/lib/money/credits";
import { NO_MONEY } from "@/lib/money/money";
import type { Resident } from "./arrival";
import type { World } from "./world";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** Between what is bought that day and the jobs and the day's use. */
const HOUR = 1.6;

export type Scene = {
  readonly world: World;
  readonly resident: Resident;
  readonly residentNamed: (externalId: string) => Resident;
};

/** Yields the day of its next act and goes on with the context of somebody in support on that day. */
export type Tale = (scene: Scene) => AsyncGenerator<number, void, Context>;

type Running = { readonly acts: AsyncGenerator<number, void, Context>; on: number };

/** Tells tales day by day. */
export class Teller {
  private readonly running: Running[] = [];

  constructor(
    private readonly world: World,
    private readonly residents: readonly Resident[],
  ) {}

  async begin(tale: Tale, resident: Resident): Promise<void> {
    const acts = tale({ world: this.world, resident, residentNamed: this.residentNamed });
    const first = await acts.next();
    if (!first.done) this.running.push({ acts, on: first.value });
  }

  async tell(day: number): Promise<void> {
    const ctx = this.world.people.support(this.world.clock.at(day, HOUR));
    for (const tale of this.running.filter(({ on }) => on === day)) {
      const next = await tale.acts.next(ctx);
      tale.on = next.done ? Number.NaN : next.value;
    }
  }

  private readonly residentNamed = (externalId: string): Resident => {
    const found = this.residents.find(({ company }) => company.externalId === externalId);
    if (!found) throw new Error(`${externalId} has not come yet`);
    return found;
  };
}

export const minutesAfter = (ctx: Context, minutes: number): Context => ({
  ...ctx,
  at: new Date(ctx.at.getTime() + minutes * MINUTE_MS),
});

export const daysAfter = (ctx: Context, days: number): Date =>
  new Date(ctx.at.getTime() + days * DAY_MS);

export const anotherWallet = (
  ctx: Context,
  { customerId }: Resident,
  fields: Partial<CreateWalletFields> & { name: string },
): Promise<WalletId> => {
  const rates = { conversionRate: "0.03", topupConversionRate: "0.03" };
  return createWallet(ctx, customerId, CreateWalletInput.parse({ ...rates, ...fields }));
};

type Given = {
  readonly name: string;
  readonly credits: string;
  readonly reference: string;
  readonly priority?: number;
  readonly featureIds?: readonly FeatureId[];
  readonly effectiveAt?: Date;
  readonly expiresAt?: Date;
};

/** Credits for nothing, under terms of their own. */
export async function give(ctx: Context, walletId: WalletId, given: Given): Promise<GrantId> {
  const { name, credits, reference, priority = 20, featureIds = [] } = given;
  const { grantId } = await grantCredits(ctx, walletId, {
    ...{ name, reference, priority, featureIds, reason: name, category: "PROMOTIONAL" },
    ...{ amount: parseCredits(credits) ?? ZERO, costBasis: NO_MONEY, currency: "USD" },
    ...{ effectiveAt: given.effectiveAt ?? null, expiresAt: given.expiresAt ?? null },
  });
  return GrantId.parse(grantId);
}
