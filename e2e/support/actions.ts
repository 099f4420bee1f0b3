/** Server actions called without their forms, as somebody would who knows how they are named. */
import fs from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import * as z from "zod";

const MANIFEST = path.resolve(
  import.meta.dirname,
  "../../.next/server/server-reference-manifest.json",
);
const Manifest = z.object({
  node: z.record(
    z.string(),
    z.object({ exportedName: z.string(), workers: z.record(z.string(), z.unknown()) }),
  ),
});

export type BuiltAction = {
  readonly id: string;
  /** A page that can call it. */
  readonly path: string;
};

/** The build's actions by their names. */
export function listActions(): ReadonlyMap<string, BuiltAction> {
  const { node } = Manifest.parse(JSON.parse(fs.readFileSync(MANIFEST, "utf8")));
  return new Map(
    Object.entries(node).map(([id, { exportedName, workers }]) => [
      exportedName,
      { id, path: pathOf(Object.keys(workers)[0] ?? "") },
    ]),
  );
}

/** `app/(dashboard)/customers/[customerId]/page` is at `/customers/customerId`. */
const pathOf = (worker: string) =>
  worker
    .replace(/^app/, "")
    .replace(/\/page$/, "")
    .replace(/\/\([^)]+\)/g, "")
    .replace(/[[\]]/g, "") || "/";

/** What an action answers to an input without any field: the code of its refusal, or the status. */
export async function refusalOf(
  request: APIRequestContext,
  action: BuiltAction | undefined,
  origin: string,
): Promise<string> {
  if (!action) return "no such action";
  const answer = await request.post(action.path, {
    headers: {
      "next-action": action.id,
      accept: "text/x-component",
      "content-type": "text/plain",
      origin,
    },
    data: "[{}]",
  });
  const code = /"code":"([a-z_]+)"/.exec(await answer.text())?.[1];
  return code ?? `status ${answer.status()}`;
}
