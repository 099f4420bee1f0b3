import { describe, expect, it } from "vitest";
import { type CustomerId, idFromRow, idText, newId, parseId } from "./ids";

const LETTERS = "0123456789abcdefghjkmnpqrstvwxyz";
const HIGHEST = idFromRow<CustomerId>("ffffffff-ffff-ffff-ffff-ffffffffffff");
const LOWEST = idFromRow<CustomerId>("00000000-0000-0000-0000-000000000000");

/** The number that the letters stand for, as Crockford's base 32 says it. */
const numberOf = (text: string) =>
  [...text.slice("cus_".length)].reduce(
    (sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)),
    0n,
  );

describe("the outer form of an id", () => {
  it("stands for the same number, and leads back to the id", () => {
    for (const id of [LOWEST, HIGHEST, ...Array.from({ length: 200 }, () => newId<CustomerId>())]) {
      const text = idText("cus", id);

      expect(text).toMatch(/^cus_[0-9a-z]{26}$/);
      expect(numberOf(text)).toBe(BigInt(`0x${id.replaceAll("-", "")}`));
      expect(parseId("cus", text)).toBe(id);
    }
  });

  it("is refused with another prefix, length, letter or a number beyond 128 bits", () => {
    const text = idText("cus", HIGHEST);

    expect(text).toBe("cus_7zzzzzzzzzzzzzzzzzzzzzzzzz");
    for (const other of [
      text.replace("cus_", "wal_"),
      `${text}0`,
      text.slice(0, -1),
      text.toUpperCase(),
      text.replace("z", "u"),
      text.replace("cus_7", "cus_8"),
      "cus_",
      "",
    ])
      expect(parseId("cus", other)).toBeUndefined();
  });
});
