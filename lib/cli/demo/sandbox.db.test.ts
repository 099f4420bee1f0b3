import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { idFromRow, type OrganizationId } from "@/lib/ids";
import { listTestClocks } from "@/lib/test-clock/reads";
import { aContext } from "@/lib/testing/factories";
import { makeSandbox } from "./sandbox";
import { DEMO_SIGN_INS, makeSignIns } from "./sign-ins";

it("makes a sandbox once, with the demo's people and a clock that somebody lives on", async () => {
  const ctx = await aContext();
  await makeSignIns(ctx);
  await makeSandbox(ctx);
  await makeSandbox(ctx);

  const sandboxes = await prisma().organization.findMany({ where: { mode: "TEST" } });
  expect(sandboxes).toHaveLength(1);
  const organizationId = idFromRow<OrganizationId>(sandboxes[0]?.id);
  const members = await prisma().membership.count({ where: { organizationId } });
  expect(members).toBe(DEMO_SIGN_INS.length);
  const clocks = await listTestClocks({ ...ctx, organizationId }, { limit: 10, offset: 0 });
  expect(clocks.items).toMatchObject([
    { name: "Leap year", customers: 1, nextChangeAt: "2024-02-29T00:00:00.000Z" },
  ]);
});
