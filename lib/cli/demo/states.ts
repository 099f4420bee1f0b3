/** What the last days add, so that each interesting state has its customer. */
import { type CustomerId, TransactionId } from "@/lib/ids";
import { type TopUpFields, TopUpInput } from "@/lib/invoicing/schema";
import { topUpWallet } from "@/lib/invoicing/writes/top-up-wallet";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { DebitInput } from "@/lib/ledger/schema";
import { debitWallet } from "@/lib/ledger/writes/debit-wallet";
import { reverseTransaction } from "@/lib/ledger/writes/reverse-transaction";
import { decimalText, parseDecimal } from "@/lib/money/decimal";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { buyPack, type Resident } from "./arrival";
import type { World } from "./world";

const DAY_MS = 86_400_000;

export async function addStates(world: World, residents: readonly Resident[]): Promise<void> {
  for (const resident of residents) await addState(world, resident);
  await strangers(world);
}

async function addState(world: World, resident: Resident): Promise<void> {
  switch (resident.company.story) {
    case "low":
      return leave(world, resident, "180");
    case "expiring":
      return give(world, resident, { name: "Conference credits", credits: "750", days: 5 });
    case "many_grants":
      return manyGrants(world, resident);
    case "unpaid":
      return buyPack(world.people.billing(world.clock.now), resident.walletId, {
        packId: world.catalogue.packs.pro,
        reference: `${resident.company.externalId}-unpaid`,
        isPaid: false,
      });
    case "professional":
      return aMistake(world, resident);
    case "basic":
    case "prepaid":
    case "empty":
    case "overage":
    case "quiet":
      return;
  }
}

type Gift = { name: string; credits: string; days: number | null; priority?: number };

async function give(
  { people, clock }: World,
  { walletId, company }: Resident,
  gift: Gift,
): Promise<void> {
  const { name, credits, days, priority = 10 } = gift;
  const fields: TopUpFields = {
    ...{ kind: "free", name, credits, priority, reason: name },
    reference: `${company.externalId}-${name}`,
    expiresAt: days === null ? null : new Date(clock.now.getTime() + days * DAY_MS).toISOString(),
  };
  await topUpWallet(people.support(clock.now), walletId, TopUpInput.parse(fields));
}

async function manyGrants(world: World, resident: Resident): Promise<void> {
  for (let place = 1; place <= 12; place++) {
    const gift = {
      name: `Partner bonus ${place}`,
      credits: String(place * 25),
      days: place % 4 === 0 ? null : place * 9,
    };
    await give(world, resident, { ...gift, priority: place % 3 === 0 ? 5 : 10 });
  }
}

/** A debit by hand that leaves just so much. */
async function leave(world: World, resident: Resident, left: string): Promise<void> {
  const available = await availableOf(world, resident.customerId);
  const amount = available - (parseDecimal(left) ?? 0n);
  if (amount <= 0n) return;
  await debit(world, resident, {
    amount: decimalText(amount),
    reasonCode: "contract_true_up",
    reason: "Credits of the old contract, used before the move",
  });
}

async function availableOf({ people, clock }: World, customerId: CustomerId): Promise<bigint> {
  const wallets = await listCustomerWallets(people.support(clock.now), customerId);
  return wallets.reduce((sum, { figures }) => sum + (parseDecimal(figures.available) ?? 0n), 0n);
}

/** Support takes credits from the wrong customer and gives them back. */
async function aMistake(world: World, resident: Resident): Promise<void> {
  if (resident.company.externalId !== "flex-corporation") return;
  const taken = await debit(world, resident, {
    amount: "5",
    reasonCode: "correction",
    reason: "Contact export \u2013 5 credits",
  });
  await reverseTransaction(
    world.people.support(world.clock.now),
    TransactionId.parse(taken.transactionId),
    {
      ...{ amount: null, restoreDays: null, reason: "Wrong customer: the export was another's" },
      reference: `${resident.company.externalId}-given-back`,
    },
  );
}

const debit = (
  { people, clock }: World,
  { walletId, company }: Resident,
  fields: { amount: string; reasonCode: "correction" | "contract_true_up"; reason: string },
) =>
  debitWallet(
    people.support(clock.now),
    walletId,
    DebitInput.parse({ ...fields, reference: `${company.externalId}-${fields.reasonCode}` }),
  );

/** Events that nobody counts: of an unknown customer, and of a misspelt name. */
async function strangers({ people, clock }: World): Promise<void> {
  const timestamp = clock.now.toISOString();
  const unknown = {
    eventName: "contact_search",
    externalCustomerId: "prospect-without-account",
    timestamp,
  };
  const misspelt = {
    eventName: "contact_serch",
    externalCustomerId: "flex-corporation",
    timestamp,
  };
  const events = [1, 2, 3].flatMap((place) => [
    { ...unknown, eventId: `demo-unknown-${place}`, properties: {} },
    { ...misspelt, eventId: `demo-misspelt-${place}`, properties: {} },
  ]);
  await ingestEvents(people.application(clock.now), events);
}
