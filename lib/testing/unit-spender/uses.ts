/** Uses in the model: spent credit by credit, given back, invoiced. */
import { isOpen, type ModelWallet, type Owed, type Taken, type World } from "./world";

type Use = {
  /** Asked of this wallet alone; null: of whichever may pay. */
  readonly wallet: string | null;
  readonly amount: number;
  readonly feature: string | null;
  readonly now: number;
};

/** @returns whether anything was taken, and what of it was dropped. */
export function spend(
  world: World,
  name: string,
  { wallet, amount, feature, now }: Use,
): { ok: boolean; dropped: number } {
  const payers = world.payers(wallet).toSorted((a, b) => a.priority - b.priority);
  const names = payers.map((payer) => payer.name);
  const missing = Math.max(0, amount - world.spendable(feature, now, names).length);
  const owing = payers.find(
    (payer) => payer.policy === "OVERAGE" && hasRoom(world, payer, missing),
  );
  const caps = payers.some(({ policy }) => policy === "CAP");
  if (missing > 0 && !owing && !caps) return { ok: false, dropped: 0 };

  const takes: Taken[] = [];
  let dropped = 0;
  for (let unit = 0; unit < amount; unit++) {
    const [credit] = world.spendable(feature, now, names);
    if (credit) {
      world.put(credit, "consumed");
      takes.push({ credit });
    } else if (owing) takes.push({ owed: owe(world, owing.name, feature) });
    else dropped++;
  }
  world.took(name, takes);
  return { ok: true, dropped };
}

type Back = { readonly amount: number; readonly now: number };

/**
 * Gives back the last `amount` taken that still can be; overage first.
 *
 * @returns whether it could, and how much of it an invoice already took over: that is only noted.
 */
export function giveBack(
  world: World,
  name: string,
  { amount, now }: Back,
): { ok: boolean; invoiced: number } {
  const takes = world.taken.get(name) ?? [];
  const isShut = [...(world.tookFrom.get(name) ?? [])].some((wallet) => !world.receives(wallet));
  if (takes.length === 0 || amount > takes.length || isShut) return { ok: false, invoiced: 0 };
  const drawn = takes.filter((take) => "credit" in take);
  const debts = takes.flatMap((take) => ("owed" in take ? [take.owed] : []));
  const returned = giveBackOwed(world, debts, { amount, now });
  const back = drawn.slice(drawn.length - (amount - returned.length));
  for (const { credit } of back) world.restore(credit, now);
  const left = takes.filter((take) =>
    "owed" in take ? !take.owed.isReturned : !back.includes(take),
  );
  world.taken.set(name, left);
  world.settle(now);
  return { ok: true, invoiced: returned.filter(({ isInvoiced }) => isInvoiced).length };
}

/** Unpaid before paid, the latest payment first; what was invoiced at last. */
function giveBackOwed(
  world: World,
  debts: readonly Owed[],
  { amount, now }: Back,
): readonly Owed[] {
  const order = [
    ...debts.filter(isOpen),
    ...debts.filter(({ paidBy }) => paidBy).sort((a, b) => b.order - a.order),
    ...debts.filter(({ isInvoiced }) => isInvoiced),
  ];
  const returned = order.slice(0, amount);
  for (const debt of returned) {
    debt.isReturned = true;
    if (debt.paidBy) world.restore(debt.paidBy, now);
  }
  return returned;
}

/** An invoice takes over what these uses still owe in the wallet. @returns how much; null: it may not. */
export function invoiceOwed(world: World, wallet: string, uses: readonly string[]): number | null {
  if (!world.receives(wallet)) return null;
  const debts = [...new Set(uses)]
    .flatMap((use) => world.taken.get(use) ?? [])
    .flatMap((take) => ("owed" in take ? [take.owed] : []))
    .filter((debt) => debt.wallet === wallet && isOpen(debt));
  for (const debt of debts) debt.isInvoiced = true;
  return debts.length;
}

const hasRoom = (world: World, { name, limit }: ModelWallet, missing: number) =>
  limit === null || world.owedBy(name) + missing <= limit;

function owe(world: World, wallet: string, feature: string | null): Owed {
  const debt = {
    ...{ isInvoiced: false, isReturned: false },
    wallet,
    feature,
    order: world.owed.length,
    paidBy: null,
  };
  world.owed.push(debt);
  return debt;
}
