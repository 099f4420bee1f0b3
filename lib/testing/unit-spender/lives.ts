/** Grants' lives in the model: rolled over, refilled, moved, reset. */
import { burnsBefore } from "./burn-order";
import {
  isOpen,
  type ModelGrant,
  type ModelRefill,
  type ModelRolls,
  type Place,
  type World,
} from "./world";

const DRAFT = "~";

/** Whether a grant has no real name yet. */
export const isDraft = ({ name }: ModelGrant): boolean => name.startsWith(DRAFT);

/** A grant of so many credits with another one's terms; a draft where its name does not follow from it. */
const heirOf = (
  world: World,
  parent: ModelGrant,
  over: Partial<ModelGrant> & { readonly amount: number; readonly place?: Place },
): ModelGrant => {
  const { amount, place = "available", ...terms } = over;
  return {
    ...parent,
    ...{ isRollover: false, isRolled: false, isVoided: false },
    name: `${DRAFT}${String(world.births.length).padStart(6, "0")}`,
    ...terms,
    credits: Array<Place>(amount).fill(place),
  };
};

/** Keeps what the grant rolls, the oldest of a full series cut first, and lapses the rest. */
export function roll(world: World, grant: ModelGrant, moment: number): void {
  const { keeps, until } = grant.rolls as ModelRolls;
  const kept = keptOf(world.count(grant, "available"), keeps);
  if (kept > 0) {
    if (typeof keeps === "number") makeRoom(world, grant, { room: keeps - kept, moment });
    world.turn(grant, "available", "moved", kept);
    const times = { from: moment, createdAt: moment, to: until };
    const name = world.naming.ofRollover(grant.name);
    const rolled = { name, isRollover: true, isRolled: true, rolls: null };
    world.bear(heirOf(world, grant, { amount: kept, ...times, ...rolled }));
  }
  world.turn(grant, "available", "expired");
}

function keptOf(left: number, keeps: ModelRolls["keeps"]): number {
  if (keeps === "all") return left;
  return keeps === "half" ? Math.floor(left / 2) : Math.min(left, keeps);
}

function makeRoom(
  world: World,
  { wallet, series }: ModelGrant,
  { room, moment }: { readonly room: number; readonly moment: number },
): void {
  const older = world.grants
    .filter((grant) => grant.isRolled && grant.wallet === wallet && grant.series === series)
    .filter(({ to }) => to === null || to > moment)
    .sort((a, b) => a.from - b.from || burnsBefore(a, b));
  const credits = older.flatMap((grant) =>
    grant.credits.flatMap((place, index) => (place === "available" ? [{ grant, index }] : [])),
  );
  const excess = Math.max(0, credits.length - room);
  for (const credit of credits.slice(0, excess)) world.put(credit, "expired");
}

/** The credits of the period that begins now. */
export function fill(world: World, refill: ModelRefill, now: number): void {
  const { wallet, walletPriority, amount, every, keeps } = refill;
  const to = now + every;
  const plain = { priority: 10, category: "PROMOTIONAL", features: [], isRollover: false } as const;
  const lot = { wallet, walletPriority, ...plain, ...{ from: now, createdAt: now, to } };
  const rolls = keeps === null ? null : { keeps, until: to + every };
  const series = refill.name;
  const name = world.naming.ofRefill(refill.name, refill.given);
  const grant = { ...lot, name, credits: [], isVoided: false, series, rolls, bounds: null };
  world.bear(heirOf(world, grant, { name, amount }));
  refill.given++;
  refill.next = to;
}

type Extension = {
  readonly to: number | null;
  readonly amount: number | null;
  readonly now: number;
};

/** @returns whether there was something to extend, and its end is a later one. */
export function extendGrant(world: World, name: string, { to, amount, now }: Extension): boolean {
  const grant = world.grants.find((candidate) => candidate.name === name);
  if (!grant || !world.receives(grant.wallet) || grant.unpaid) return false;
  if (grant.to === null || (to !== null && to <= grant.to)) return false;
  const place: Place = world.count(grant, "pending") > 0 ? "pending" : "available";
  const left = world.count(grant, place);
  if (left === 0 || (amount ?? 0) > left) return false;
  world.turn(grant, place, "moved", amount ?? left);
  const from = place === "pending" ? grant.from : now;
  const times = { from, to, createdAt: now, rolls: rollsUntil(grant, to) };
  world.bear(heirOf(world, grant, { amount: amount ?? left, place, ...times }));
  world.settle(now);
  return true;
}

/** What outlives the new end is still kept at it. */
function rollsUntil({ rolls = null }: ModelGrant, to: number | null): ModelRolls | null {
  if (rolls === null || to === null) return null;
  return rolls.until === null || rolls.until > to ? rolls : null;
}

/** @returns whether the grant had so much available, and lies elsewhere. */
export function transferCredits(
  world: World,
  name: string,
  to: { readonly wallet: string; readonly amount: number; readonly now: number },
): boolean {
  const grant = world.grants.find((candidate) => candidate.name === name);
  const target = world.wallets.find(({ name: wallet }) => wallet === to.wallet);
  if (!grant || !target || grant.wallet === to.wallet) return false;
  if (!world.gives(grant.wallet) || !world.receives(to.wallet)) return false;
  if (world.count(grant, "available") < to.amount) return false;
  world.turn(grant, "available", "moved", to.amount);
  const place = { wallet: to.wallet, walletPriority: target.priority };
  const times = { from: to.now, createdAt: to.now };
  world.bear(heirOf(world, grant, { amount: to.amount, ...place, ...times }));
  world.settle(to.now);
  return true;
}

/** @returns whether the wallet had so much available, and lets it go. */
export function voidOfWallet(world: World, wallet: string, amount: number): boolean {
  if (!world.gives(wallet)) return false;
  const credits = world.grants
    .filter((grant) => grant.wallet === wallet)
    .sort(burnsBefore)
    .flatMap((grant) =>
      grant.credits.flatMap((place, index) => (place === "available" ? [{ grant, index }] : [])),
    );
  if (credits.length < amount) return false;
  for (const credit of credits.slice(0, amount)) world.put(credit, "voided");
  return true;
}

/** Leaves each grant that counts now within its bounds, and forgives what is owed if asked. @returns whether it may. */
export function resetWallet(
  world: World,
  wallet: string,
  { clears, now }: { readonly clears: boolean; readonly now: number },
): boolean {
  if (!world.gives(wallet)) return false;
  const live = world.grants
    .filter((grant) => grant.wallet === wallet && !grant.isVoided && grant.from <= now)
    .filter(({ unpaid }) => !unpaid)
    .filter(({ to }) => to === null || to > now)
    .sort(burnsBefore);
  const leaves = new Map(live.map((grant) => [grant, leftAfter(world, grant)]));
  for (const [grant, target] of leaves) lapseDownTo(grant, target);
  if (clears) forgive(world, wallet);
  for (const [grant, target] of leaves) {
    const left = world.count(grant, "available");
    const hasMovedOn = left === 0 && world.count(grant, "moved") > 0;
    if (left >= target || hasMovedOn) continue;
    const free = { amount: target - left, from: now, createdAt: now, rolls: null, bounds: null };
    world.bear(heirOf(world, grant, free));
  }
  world.settle(now);
  return true;
}

function leftAfter(world: World, grant: ModelGrant): number {
  const [least, most] = grant.bounds ?? [0, 0];
  return Math.min(most, Math.max(least, world.count(grant, "available")));
}

function lapseDownTo(grant: ModelGrant, target: number): void {
  let kept = 0;
  for (const [index, place] of grant.credits.entries()) {
    if (place !== "available") continue;
    kept++;
    if (kept > target) grant.credits[index] = "expired";
  }
}

/** What was forgiven cannot be given back, either. */
function forgive(world: World, wallet: string): void {
  const debts = world.owed.filter((debt) => debt.wallet === wallet && isOpen(debt));
  for (const debt of debts) debt.isReturned = true;
  for (const [name, takes] of world.taken) {
    const kept = takes.filter((take) => !("owed" in take) || !take.owed.isReturned);
    world.taken.set(name, kept);
  }
}
