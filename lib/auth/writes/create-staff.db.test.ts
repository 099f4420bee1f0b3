import { expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { newId, type OrganizationId } from "@/lib/ids";
import { aContext } from "@/lib/testing/factories";
import { signIn } from "../sign-in";
import { createOrganization } from "./create-organization";
import { createStaff } from "./create-staff";

const person = (email: string) =>
  ({ email, name: "Ada Byron", password: "correct horse", role: "SUPPORT" }) as const;
const organization = (slug: string) =>
  ({ slug, name: "Acme", mode: "LIVE", currency: "EUR", timezone: "Europe/Berlin" }) as const;
const inNewOrganization = (ctx: Context): Context => ({
  ...ctx,
  organizationId: newId<OrganizationId>(),
});

it("makes a person who can sign in, and records who made them", async () => {
  const ctx = await aContext();

  const userId = await createStaff(ctx, person("ada@example.com"));

  const signedIn = await signIn(
    { email: "ada@example.com", password: "correct horse" },
    "127.0.0.1",
  );
  expect(signedIn?.userId).toBe(userId);
  const records = await prisma().auditRecord.findMany({
    where: { organizationId: ctx.organizationId, action: "staff.created" },
  });
  expect(records).toHaveLength(1);
  expect(
    JSON.stringify(records, (_, value) => (typeof value === "bigint" ? `${value}` : value)),
  ).not.toContain("correct horse");
});

it("refuses an address that somebody has, and changes nothing", async () => {
  const ctx = await aContext();
  await createStaff(ctx, person("twice@example.com"));

  await expect(createStaff(ctx, person("twice@example.com"))).rejects.toMatchObject({
    code: "already_exists",
  });
  const { organizationId } = ctx;
  expect(await prisma().membership.count({ where: { organizationId } })).toBe(1);
});

it("makes an organization with the unit that credits are counted in", async () => {
  const ctx = inNewOrganization(await aContext());

  await createOrganization(ctx, organization("acme-new"));

  const { organizationId } = ctx;
  expect(await prisma().creditUnit.findMany({ where: { organizationId } })).toMatchObject([
    { code: "credits" },
  ]);
});

it("refuses a slug that another organization has, and changes nothing", async () => {
  await createOrganization(inNewOrganization(await aContext()), organization("acme-taken"));
  const ctx = inNewOrganization(await aContext());

  await expect(createOrganization(ctx, organization("acme-taken"))).rejects.toMatchObject({
    code: "already_exists",
    details: { field: "slug" },
  });
  const { organizationId } = ctx;
  expect(await prisma().creditUnit.count({ where: { organizationId } })).toBe(0);
});
