/** What time does to the model, moment by moment. */
import type { World } from "./world";

/** Lets time pass: what ends lapses, what starts settles what is owed; ends first. */
export function advance(world: World, now: number): void {
  for (const moment of momentsUntil(world, now)) {
    const ended = world.grants.filter(({ to }) => to !== null && to <= moment);
    for (const grant of ended) world.turn(grant, "available", "expired");
    const starting = world.grants.filter(({ from }) => from <= moment);
    for (const grant of starting) world.turn(grant, "pending", "available");
    world.settle(moment);
  }
}

function momentsUntil({ grants }: World, now: number): readonly number[] {
  const moments = new Set(grants.flatMap(({ from, to }) => [from, to ?? from]));
  return [...moments].filter((at) => at <= now).sort((a, b) => a - b);
}
