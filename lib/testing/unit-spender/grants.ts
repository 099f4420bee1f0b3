/** Grants in the model: given and voided. */
import { giveBackHeld } from "./holds";
import { advance } from "./time";
import type { ModelGrant, Place, World } from "./world";

export function give(
  world: World,
  grant: Omit<ModelGrant, "credits" | "isVoided">,
  { amount, now }: { amount: number; now: number },
): void {
  advance(world, now);
  const place: Place = grant.from <= now ? "available" : "pending";
  world.grants.push({ ...grant, isVoided: false, credits: Array<Place>(amount).fill(place) });
  world.settle(now);
}

type Voiding = {
  /** Ends the holds on the grant first. */
  readonly force: boolean;
  readonly now: number;
};

/** @returns whether anything was left to void. */
export function voidGrant(world: World, name: string, { force, now }: Voiding): boolean {
  const grant = world.grants.find((candidate) => candidate.name === name);
  const ends: readonly Place[] = ["available", "pending", ...(force ? (["held"] as const) : [])];
  if (!grant?.credits.some((place) => ends.includes(place))) return false;
  world.turn(grant, "available", "voided");
  world.turn(grant, "pending", "voided");
  grant.isVoided = true;
  const holds = world.holds.filter(({ credits }) =>
    credits.some((credit) => credit.grant === grant),
  );
  for (const hold of force ? holds : []) giveBackHeld(world, hold, now);
  world.settle(now);
  return true;
}
