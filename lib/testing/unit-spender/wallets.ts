/** Wallets in the model: frozen and thawed, closed. */
import { endHold } from "./holds";
import type { World } from "./world";

/** Nothing moves. @returns whether that changed anything. */
export function freeze(world: World, wallet: string, to: "FROZEN" | "ACTIVE"): boolean {
  if (!world.receives(wallet) || world.stateOf(wallet) === to) return false;
  world.states.set(wallet, to);
  return true;
}

/** Ends its holds and refills and voids all that is left. @returns how much; null: it may not be closed. */
export function close(world: World, wallet: string, now: number): number | null {
  if (!world.receives(wallet) || world.owedBy(wallet) > 0) return null;
  const isHere = (one: { readonly wallet: string }) => one.wallet === wallet;
  const holds = world.holds.filter(({ credits }) => credits.some(({ grant }) => isHere(grant)));
  for (const hold of holds) endHold(world, hold, now);
  for (const refill of world.refills.filter(isHere)) refill.next = null;

  let voided = 0;
  for (const grant of world.grants.filter(isHere)) {
    voided += world.count(grant, "available") + world.count(grant, "pending");
    world.turn(grant, "available", "voided");
    world.turn(grant, "pending", "voided");
  }
  world.states.set(wallet, "CLOSED");
  return voided;
}
