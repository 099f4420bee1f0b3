import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { Turns } from "./turns";

/** Jobs that say when they begin, and end when they are told to. */
function stage(turns = new Turns()) {
  const begun: string[] = [];
  const ends = new Map<string, (fault?: Error) => void>();
  const job = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, (fault) => (fault ? reject(fault) : resolve(name)));
    });
  };
  const end = async (name: string, fault?: Error) => {
    ends.get(name)?.(fault);
    await nextTurn();
  };
  return {
    begun,
    end,
    alone: (key: string, name: string) => turns.alone(key, job(name)),
    together: (keys: string[], name: string) => turns.together(keys, job(name)),
  };
}

describe("Turns", () => {
  it("lets one who goes alone wait for those before, and those who come later for it", async () => {
    const { begun, end, alone, together } = stage();
    const all = [together(["a", "b"], "first"), together(["a"], "second"), alone("a", "third")];
    all.push(together(["b", "a"], "fourth"), together(["b"], "elsewhere"));
    await nextTurn();
    expect(begun).toEqual(["first", "second", "elsewhere"]);

    await end("first");
    expect(begun).toHaveLength(3);
    await end("second");
    expect(begun.at(-1)).toBe("third");
    await end("third");
    expect(begun.at(-1)).toBe("fourth");

    await Promise.all([end("fourth"), end("elsewhere")]);
    expect(await Promise.all(all)).toHaveLength(5);
  });

  it("keeps those who go alone in the order that they came in", async () => {
    const { begun, end, alone } = stage();
    const all = ["one", "two", "three"].map((name) => alone("a", name));
    for (const name of ["one", "two", "three"]) {
      await nextTurn();
      expect(begun.at(-1)).toBe(name);
      await end(name);
    }
    expect(await Promise.all(all)).toEqual(["one", "two", "three"]);
  });

  it("goes on after a fault", async () => {
    const { begun, end, alone } = stage();
    const [failing, next] = [alone("a", "failing"), alone("a", "next")];
    const failed = expect(failing).rejects.toThrow("cut");
    await nextTurn();
    await end("failing", new Error("cut"));
    await failed;
    expect(begun).toEqual(["failing", "next"]);
    await end("next");
    expect(await next).toBe("next");
  });

  it("lets nobody wait for ever", async () => {
    const { begun, end, alone } = stage(new Turns(1));
    const stuck = alone("a", "stuck");
    await expect(alone("a", "waiting")).rejects.toMatchObject({
      code: "unavailable",
      message: expect.stringContaining("Others acted"),
    });
    await end("stuck");
    expect(await stuck).toBe("stuck");
    const after = alone("a", "after");
    await nextTurn();
    expect(begun).toEqual(["stuck", "after"]);
    await end("after");
    expect(await after).toBe("after");
  });
});
