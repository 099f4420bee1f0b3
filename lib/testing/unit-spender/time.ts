/** What time does to the model, moment by moment. */
import { burnsBefore } from "./burn-order";
import { giveBackHeld } from "./holds";
import { fill, roll } from "./lives";
import type { World } from "./world";

/** Lets time pass: holds end, what ends rolls or lapses, refills come, what starts settles what is owed; in this order. */
export function advance(world: World, now: number): void {
  let moment = nextMoment(world, Number.NEGATIVE_INFINITY, now);
  while (moment !== undefined) {
    live(world, moment);
    moment = nextMoment(world, moment, now);
  }
}

const JUST_BEFORE = 0.5;

function live(world: World, moment: number): void {
  const over = world.holds.filter(({ to, isOpen }) => isOpen && to <= moment);
  // A grant that ends at the same moment has not ended yet: it still keeps what comes back to it.
  for (const hold of over) {
    giveBackHeld(world, hold, moment - JUST_BEFORE);
    world.settle(moment);
  }
  const ended = world.grants.filter(({ to }) => to !== null && to <= moment).sort(burnsBefore);
  for (const grant of ended) if (!grant.rolls) world.turn(grant, "available", "expired");
  for (const grant of ended.filter(({ rolls }) => rolls)) {
    roll(world, grant, moment);
    // What is kept is there before what starts at the same moment, so it pays first.
    world.settle(moment);
  }
  for (const refill of world.refills) {
    if (refill.next !== moment) continue;
    fill(world, refill, moment);
    world.settle(moment);
  }
  const starting = world.grants.filter(({ from, unpaid }) => from <= moment && !unpaid);
  for (const grant of starting) world.turn(grant, "pending", "available");
  world.settle(moment);
}

/** Things that happen at a moment may bring others about later, so each is looked for anew. */
function nextMoment({ grants, holds, refills }: World, after: number, now: number) {
  const moments = [
    ...grants.flatMap(({ from, to }) => [from, to ?? from]),
    ...holds.map(({ to }) => to),
    ...refills.flatMap(({ next }) => next ?? []),
  ].filter((at) => at > after && at <= now);
  return moments.length === 0 ? undefined : Math.min(...moments);
}
