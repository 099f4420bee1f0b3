/**
 * The document's examples are real calls: each operation is called as its example says, and what
 * it answers has the shape that the document shows. `npm run examples:write` writes them anew.
 */
import fs from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { type Shown, shapeOf, showing } from "@/lib/testing/api-examples";
import { EXAMPLES, exampleOf, type OperationExample } from "./examples";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const FILE = path.join(import.meta.dirname, "examples.json");
const isWriting = process.env.FLORIN_WRITE_EXAMPLES !== undefined;

const nameOf = ({ method, path: at }: Route) => `${method} ${at}`;
const shapeIn = (example: unknown) => [...shapeOf(example)].sort();
/** What is written is of a shop where nothing else has happened. */
const isRight = (route: Route, { answer, example }: Shown) =>
  !isWriting &&
  answer.status === route.status &&
  isDeepStrictEqual(shapeIn(exampleOf(route)), shapeIn(example));
const show = showing(isRight);
const shown: Record<string, OperationExample> = {};

describe("each operation", () => {
  it.each(ROUTES.map((route) => [nameOf(route), route] as const))(
    "%s does what its example shows",
    async (name, route) => {
      const { answer, example } = await show(route);
      expect(answer.status, JSON.stringify(answer.body)).toBe(route.status);
      if (route.status !== 204) expect(route.reply.safeParse(answer.body).error).toBeUndefined();
      shown[name] = example;
      if (isWriting) return;

      const kept = exampleOf(route);
      expect(kept, "no example yet: npm run examples:write").toBeDefined();
      expect(shapeIn(kept), "npm run examples:write").toEqual(shapeIn(example));
    },
  );

  it("has an example, and nothing else has one", () => {
    if (!isWriting) expect(Object.keys(EXAMPLES).sort()).toEqual(ROUTES.map(nameOf).sort());
  });
});

afterAll(() => {
  if (isWriting) fs.writeFileSync(FILE, `${JSON.stringify(shown, null, 2)}\n`);
});
