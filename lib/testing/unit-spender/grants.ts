/** Grants in the model: given, paid for later, voided. */
import { giveBackHeld } from "./holds";
import { advance } from "./time";
import type { ModelGrant, Place, World } from "./world";

/** @returns whether the wallet takes it. */
export function give(
  world: World,
  grant: Omit<ModelGrant, "credits" | "isVoided">,
  { amount, now }: { amount: number; now: number },
): boolean {
  if (!world.receives(grant.wallet)) return false;
  advance(world, now);
  const place: Place = grant.from <= now && !grant.unpaid ? "available" : "pending";
  world.grants.push({ ...grant, isVoided: false, credits: Array<Place>(amount).fill(place) });
  world.settle(now);
  return true;
}

/** A payment arrives; one after a fixed end voids what it pays for. @returns whether it was waited for. */
export function pay(world: World, name: string, now: number): boolean {
  const grant = world.grants.find((candidate) => candidate.name === name);
  if (!grant?.unpaid || world.count(grant, "pending") === 0) return false;
  if (!world.receives(grant.wallet)) return false;
  const { term } = grant.unpaid;
  grant.unpaid = null;
  if (grant.to !== null && grant.to <= now) {
    world.turn(grant, "pending", "voided");
    grant.isVoided = true;
    return true;
  }
  if (term !== null) grant.to = Math.max(grant.from, now) + term;
  if (grant.from <= now) world.turn(grant, "pending", "available");
  world.settle(now);
  return true;
}

type Voiding = {
  /** How many of its credits; null: all that are left. */
  readonly amount: number | null;
  /** Ends the holds on the grant first. */
  readonly force: boolean;
  readonly now: number;
};

/** @returns whether so much was left to void. */
export function voidGrant(world: World, name: string, voiding: Voiding): boolean {
  const { amount, force, now } = voiding;
  const grant = world.grants.find((candidate) => candidate.name === name);
  if (grant === undefined || !mayVoid(world, grant, voiding)) return false;
  const left = leftOf(world, grant, voiding);
  if (amount !== null && amount > left) return false;

  // The whole grant: what was held comes back to one that is void already.
  if (amount === null) grant.isVoided = true;
  const holds = world.holds.filter(({ credits }) =>
    credits.some((credit) => credit.grant === grant),
  );
  for (const hold of force ? holds : []) giveBackHeld(world, hold, now);
  const available = world.count(grant, "available");
  world.turn(grant, "available", "voided", amount ?? left);
  world.turn(grant, "pending", "voided", Math.max(0, (amount ?? left) - available));
  if (amount === left) grant.isVoided = true;
  world.settle(now);
  return true;
}

/** Whether anything of it could be voided, and its wallet lets it go. */
function mayVoid(world: World, { credits, wallet }: ModelGrant, { force }: Voiding): boolean {
  const ends: readonly Place[] = ["available", "pending", ...(force ? (["held"] as const) : [])];
  if (!credits.some((place) => ends.includes(place))) return false;
  // What is still to come is in no balance yet, so it does not leave the wallet.
  const leaves = credits.some((place) => place !== "pending" && ends.includes(place));
  return leaves ? world.gives(wallet) : world.receives(wallet);
}

/** What can be voided once the holds on it have ended: what they give back to a grant that lives. */
function leftOf(world: World, grant: ModelGrant, { force, now }: Voiding): number {
  const isOver = grant.to !== null && grant.to <= now;
  const back = force && !grant.isVoided && !isOver ? world.count(grant, "held") : 0;
  return world.count(grant, "available") + world.count(grant, "pending") + back;
}
