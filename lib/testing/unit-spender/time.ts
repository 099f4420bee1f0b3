/** What time does to the model, moment by moment. */
import { endHold } from "./holds";
import type { World } from "./world";

/** Lets time pass: holds end, what ends lapses, what starts settles what is owed; in this order. */
export function advance(world: World, now: number): void {
  for (const moment of momentsUntil(world, now)) {
    const over = world.holds.filter(({ to, isOpen }) => isOpen && to <= moment);
    for (const hold of over) endHold(world, hold, moment);
    const ended = world.grants.filter(({ to }) => to !== null && to <= moment);
    for (const grant of ended) world.turn(grant, "available", "expired");
    const starting = world.grants.filter(({ from }) => from <= moment);
    for (const grant of starting) world.turn(grant, "pending", "available");
    world.settle(moment);
  }
}

function momentsUntil({ grants, holds }: World, now: number): readonly number[] {
  const moments = new Set([
    ...grants.flatMap(({ from, to }) => [from, to ?? from]),
    ...holds.map(({ to }) => to),
  ]);
  return [...moments].filter((at) => at <= now).sort((a, b) => a - b);
}
