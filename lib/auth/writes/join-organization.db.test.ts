import { expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { aContext } from "@/lib/testing/factories";
import { createStaff } from "./create-staff";
import { joinOrganization } from "./join-organization";

const ADA = { email: "ada@example.com", role: "OWNER" } as const;

it("lets a person into a second organization, once, and records it", async () => {
  const live = await aContext();
  const sandbox = await aContext({ mode: "TEST" });
  const userId = await createStaff(live, { ...ADA, name: "Ada Byron", password: "correct horse" });

  await joinOrganization(sandbox, ADA);
  await expect(joinOrganization(sandbox, ADA)).rejects.toMatchObject({ code: "already_exists" });

  const where = { organizationId: sandbox.organizationId };
  expect(await prisma().membership.findMany({ where })).toMatchObject([{ userId, role: "OWNER" }]);
  const action = "staff.joined";
  expect(await prisma().auditRecord.count({ where: { ...where, action } })).toBe(1);
});

it("refuses an address that nobody has, and changes nothing", async () => {
  const ctx = await aContext();

  await expect(
    joinOrganization(ctx, { ...ADA, email: "nobody@example.com" }),
  ).rejects.toMatchObject({ code: "not_found" });
  const where = { organizationId: ctx.organizationId };
  expect(await prisma().membership.count({ where })).toBe(0);
  expect(await prisma().auditRecord.count({ where })).toBe(0);
});
