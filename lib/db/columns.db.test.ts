import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonColumn, plainColumn, textColumn } from "./columns";
import { readSql } from "./transact";

/** What may stand in a text column: all but U+0000 and half of a surrogate pair. */
const anyText = fc
  .string({ unit: "binary", maxLength: 12 })
  .map((text) => text.replace(/\0/g, "\\"));
const orNothing = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

it("is read by PostgreSQL as it was written, whatever is in it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(orNothing(anyText), { maxLength: 8 }),
      fc.array(orNothing(fc.record({ 'quoted "key"': anyText, lines: fc.constant("a\nb\t\\") }))),
      fc.array(orNothing(fc.integer())),
      async (texts, objects, numbers) => {
        const json = (value: object | null) => value && JSON.stringify(value);
        const [row] = await readSql(
          "SELECT $1::text[] AS texts, to_json($2::jsonb[]) AS objects, $3::int[] AS numbers",
          [
            textColumn(texts, (text) => text),
            jsonColumn(objects, json),
            plainColumn(numbers, (number) => number),
          ],
        );
        expect(row).toEqual({ texts, objects, numbers });
      },
    ),
    { numRuns: 60 },
  );
});
