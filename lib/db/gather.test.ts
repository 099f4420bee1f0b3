import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { gathering } from "./gather";

function doubling() {
  const loads: (readonly number[])[] = [];
  const ask = gathering(async (asked: readonly number[]) => {
    loads.push(asked);
    if (asked.includes(13)) throw new RangeError("thirteen");
    return asked.map((number) => number * 2);
  });
  return { loads, ask };
}

describe("gathering", () => {
  it("loads together what is asked in one turn, and answers each its own", async () => {
    const { loads, ask } = doubling();
    const first = [ask(1), Promise.resolve().then(() => ask(2)), ask(1)];

    expect(await Promise.all(first)).toEqual([2, 4, 2]);
    expect(await ask(3)).toBe(6);
    expect(loads).toEqual([[1, 1, 2], [3]]);
  });

  it("sends nothing before the turn is over", async () => {
    const { loads, ask } = doubling();
    const asked = ask(1);
    await Promise.resolve();

    expect(loads).toEqual([]);
    await nextTurn();
    expect(loads).toEqual([[1]]);
    await asked;
  });

  it("parts what is too much for one load", async () => {
    const { loads, ask } = doubling();
    const many = Array.from({ length: 200 }, (_, number) => 100 + number);

    expect(await Promise.all(many.map(ask))).toEqual(many.map((number) => number * 2));
    expect(loads.map(({ length }) => length)).toEqual([64, 64, 64, 8]);
  });

  it("tells everybody of a load that it failed, and goes on", async () => {
    const { ask } = doubling();
    const [one, other] = [ask(13), ask(1)];

    await expect(one).rejects.toThrow("thirteen");
    await expect(other).rejects.toThrow("thirteen");
    expect(await ask(1)).toBe(2);
  });
});
