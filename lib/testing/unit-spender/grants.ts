/** Grants in the model: given and voided. */
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

/** @returns whether anything was left to void. */
export function voidGrant(world: World, name: string): boolean {
  const grant = world.grants.find((candidate) => candidate.name === name);
  if (!grant?.credits.some((place) => place === "available" || place === "pending")) return false;
  world.turn(grant, "available", "voided");
  world.turn(grant, "pending", "voided");
  grant.isVoided = true;
  return true;
}
