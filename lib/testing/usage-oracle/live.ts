/** Lives a history with the oracle and with the product, and tells where they differ. */
import type { Step } from "./any-steps";
import { Pair, type Told } from "./pair";
import { enter, type Opened } from "./product";

/** Each difference with both sides of it; none: they agree. */
export async function live(opened: Opened, steps: readonly Step[]): Promise<readonly Told[]> {
  const pair = new Pair(await enter(opened));
  const told: Told[] = [];
  for (const [index, step] of steps.entries()) {
    for (const one of await pair.live(step)) told.push({ ...one, at: `${index}: ${one.at}` });
  }
  told.push(await pair.figures(), ...(await pair.kept()));
  return told.filter(({ oracle, product }) => !isSame(oracle, product));
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
