/** Uses in the model: spent credit by credit, and given back. */
import type { ModelWallet, Owed, Taken, World } from "./world";

type Use = { readonly amount: number; readonly feature: string | null; readonly now: number };

/** @returns whether anything was taken, and what of it was dropped. */
export function spend(
  world: World,
  name: string,
  { amount, feature, now }: Use,
): { ok: boolean; dropped: number } {
  const missing = Math.max(0, amount - world.spendable(feature, now).length);
  const owing = world.wallets
    .toSorted((a, b) => a.priority - b.priority)
    .find((wallet) => wallet.policy === "OVERAGE" && hasRoom(world, wallet, missing));
  const caps = world.wallets.some(({ policy }) => policy === "CAP");
  if (missing > 0 && !owing && !caps) return { ok: false, dropped: 0 };

  const takes: Taken[] = [];
  let dropped = 0;
  for (let unit = 0; unit < amount; unit++) {
    const [credit] = world.spendable(feature, now);
    if (credit) {
      world.put(credit, "consumed");
      takes.push({ credit });
    } else if (owing) takes.push({ owed: owe(world, owing.name, feature) });
    else dropped++;
  }
  world.taken.set(name, takes);
  return { ok: true, dropped };
}

/** Gives back the last `amount` taken that still can be; overage first. */
export function giveBack(
  world: World,
  name: string,
  { amount, now }: { amount: number; now: number },
): boolean {
  const takes = world.taken.get(name) ?? [];
  if (takes.length === 0 || amount > takes.length) return false;
  const owedLast = [
    ...takes.filter((take) => "credit" in take),
    ...takes.filter((take) => "owed" in take),
  ];
  const back = owedLast.splice(owedLast.length - amount);
  // Unpaid before paid, the latest payment first.
  const debts = back.flatMap((take) => ("owed" in take ? [take.owed] : []));
  const all = takes.flatMap((take) => ("owed" in take ? [take.owed] : []));
  const order = [
    ...all.filter(({ paidBy }) => !paidBy),
    ...all.filter(({ paidBy }) => paidBy).sort((a, b) => b.order - a.order),
  ];
  for (const debt of order.slice(0, debts.length)) {
    debt.isReturned = true;
    if (debt.paidBy) world.restore(debt.paidBy, now);
  }
  for (const take of back) if ("credit" in take) world.restore(take.credit, now);
  world.taken.set(
    name,
    takes.filter((take) => ("owed" in take ? !take.owed.isReturned : !back.includes(take))),
  );
  world.settle(now);
  return true;
}

const hasRoom = (world: World, { name, limit }: ModelWallet, missing: number) =>
  limit === null || world.owedBy(name) + missing <= limit;

function owe(world: World, wallet: string, feature: string | null): Owed {
  const debt = { wallet, feature, order: world.owed.length, paidBy: null, isReturned: false };
  world.owed.push(debt);
  return debt;
}
