/** Holds in the model: credits set aside, taken or given back one by one. */
import type { Credit, ModelHold, Taken, World } from "./world";

type Placing = {
  readonly wallet: string | null;
  readonly amount: number;
  readonly feature: string | null;
  readonly now: number;
  readonly to: number;
};

/** @returns whether there was enough; a hold is neither capped nor owed. */
export function placeHold(world: World, asked: Placing): boolean {
  const { wallet, amount, feature, now, to } = asked;
  const payers = world.payers(wallet).map(({ name }) => name);
  const credits = world.spendable(feature, now, payers).slice(0, amount);
  if (credits.length < amount) return false;
  for (const credit of credits) world.put(credit, "held");
  world.holds.push({ wallet, feature, to, credits, isOpen: true });
  return true;
}

type Capturing = {
  /** The use that it is; what it took can be given back under this name. */
  readonly name: string;
  readonly amount: number | null;
  readonly isFinal: boolean;
  readonly now: number;
};

/** Takes the first reserved first; beyond them, the first to burn. @returns whether it was taken. */
export function captureHold(world: World, hold: ModelHold, asked: Capturing): boolean {
  const { name, amount, isFinal, now } = asked;
  if (!hold.isOpen || !hold.credits.every(({ grant }) => world.gives(grant.wallet))) return false;
  const wanted = amount ?? hold.credits.length;
  const more = Math.max(0, wanted - hold.credits.length);
  const payers = world.payers(hold.wallet).map(({ name: payer }) => payer);
  const beside = world.spendable(hold.feature, now, payers).slice(0, more);
  if (beside.length < more) return false;

  const takes: Credit[] = [...hold.credits.splice(0, wanted), ...beside];
  for (const credit of takes) world.put(credit, "consumed");
  const taken = takes.map((credit): Taken => ({ credit }));
  world.took(name, taken);
  if (isFinal || hold.credits.length === 0) endHold(world, hold, now);
  return true;
}

/** Gives every credit back, and settles with them what is owed. @returns whether it was open. */
export function endHold(world: World, hold: ModelHold, now: number): boolean {
  if (!hold.isOpen) return false;
  giveBackHeld(world, hold, now);
  world.settle(now);
  return true;
}

export function giveBackHeld(world: World, hold: ModelHold, now: number): void {
  for (const credit of hold.credits.splice(0)) world.restore(credit, now);
  hold.isOpen = false;
}
