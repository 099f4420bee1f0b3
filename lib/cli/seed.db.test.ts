/** The demo is loaded into a database that nothing else works on. */
import pg from "pg";
import { expect, it } from "vitest";
import { CreateApiKeyInput } from "@/lib/api-key/schema";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { prisma } from "@/lib/db/prisma";
import { databaseSettings } from "@/lib/db/settings";
import { newId, type OrganizationId } from "@/lib/ids";
import { demoMaker } from "./demo/people";
import { DEMO } from "./demo/seed-demo";
import { refuseIfInUse } from "./seed";
import { commandContext } from "./with-database";

it("is refused beside a worker, and says what to do", async () => {
  await expect(refuseIfInUse()).resolves.toBeUndefined();
  const worker = new pg.Client({ connectionString: databaseSettings().url });
  await worker.connect();
  await worker.query('LISTEN "jobs:insert"; LISTEN "worker:migrate";');

  await expect(refuseIfInUse()).rejects.toThrow("Stop Florin, run seed --demo again");

  await worker.end();
});

it("is refused where an organization of that name has data, and touches nothing of it", async () => {
  const id = newId<OrganizationId>();
  await prisma().organization.create({ data: { id, ...DEMO, timezone: "UTC" } });
  await expect(refuseIfInUse()).resolves.toBeUndefined();
  const key = CreateApiKeyInput.parse({ name: "Own", scopes: ["*"], expiresAt: null });
  // What an interrupted demo leaves is made anew.
  await createApiKey(demoMaker(id)(new Date()), key);
  await expect(refuseIfInUse()).resolves.toBeUndefined();
  await createApiKey(commandContext(id), key);

  await expect(refuseIfInUse()).rejects.toThrow("has data already");

  expect(await prisma().organization.count({ where: { slug: DEMO.slug } })).toBe(1);
});
