import { randomUUID } from "node:crypto";
import { encode } from "next-auth/jwt";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import type { Context, Role } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { newId, type UserId } from "@/lib/ids";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";

const SECRET = "a-secret-of-the-tests-alone";

beforeAll(() => vi.stubEnv("NEXTAUTH_SECRET", SECRET));

async function aMember(ctx: Context, role: Role): Promise<{ userId: UserId; cookie: string }> {
  const userId = newId<UserId>();
  await prisma().staffUser.create({
    data: {
      id: userId,
      email: `${randomUUID()}@example.test`,
      name: "Ada",
      passwordHash: await hashPassword("unused"),
      memberships: { create: { organizationId: ctx.organizationId, role } },
    },
  });
  const token = await encode({ token: { sub: userId }, secret: SECRET });
  return { userId, cookie: `other=1; next-auth.session-token=${token}` };
}

const browse = (caller: Caller, path: string, headers: Record<string, string>) =>
  caller.send(path, { headers: { "x-api-key": "", ...headers } });

const FROM_HERE = { "sec-fetch-site": "same-origin" };

describe("the dashboard's session at the API", () => {
  it("reads from the same origin, with the person's permissions", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    const { cookie } = await aMember(ctx, "VIEWER");

    expect(await browse(caller, "/customers", { cookie, ...FROM_HERE })).toMatchObject({
      status: 200,
    });
  });

  it("is worth nothing from elsewhere, for a write, or with a forged token", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    const { userId, cookie } = await aMember(ctx, "OWNER");
    const forged = await encode({ token: { sub: userId }, secret: "another secret" });

    expect((await browse(caller, "/customers", { cookie })).status).toBe(401);
    expect(
      (await browse(caller, "/customers", { cookie, "sec-fetch-site": "cross-site" })).status,
    ).toBe(401);
    expect(
      (
        await browse(caller, "/customers", {
          cookie: `next-auth.session-token=${forged}`,
          ...FROM_HERE,
        })
      ).status,
    ).toBe(401);
    const write = await caller.send("/customers", {
      method: "POST",
      headers: { "x-api-key": "", "content-type": "application/json", cookie, ...FROM_HERE },
      body: JSON.stringify({ external_id: "a" }),
    });
    expect(write.status).toBe(401);
  });

  it("ends at once for a person who is removed or disabled", async () => {
    const ctx = await aContext();
    const caller = await aCaller(ctx);
    const removed = await aMember(ctx, "OWNER");
    const disabled = await aMember(ctx, "OWNER");
    const ask = ({ cookie }: { cookie: string }) =>
      browse(caller, "/customers", { cookie, ...FROM_HERE });
    expect((await ask(removed)).status).toBe(200);
    expect((await ask(disabled)).status).toBe(200);

    await prisma().membership.deleteMany({ where: { userId: removed.userId } });
    await prisma().staffUser.update({
      where: { id: disabled.userId },
      data: { disabledAt: new Date() },
    });

    expect((await ask(removed)).status).toBe(401);
    expect((await ask(disabled)).status).toBe(401);
  });

  it("shows the organization that the person chose, among their own only", async () => {
    const [first, second, foreign] = [await aContext(), await aContext(), await aContext()];
    const caller = await aCaller(first);
    const { userId, cookie } = await aMember(first, "OWNER");
    await prisma().membership.create({
      data: { userId, organizationId: second.organizationId, role: "VIEWER" },
    });
    const slugOf = async ({ organizationId }: Context) =>
      (await prisma().organization.findUniqueOrThrow({ where: { id: organizationId } })).slug;
    await (await aCaller(second)).post("/customers", { external_id: "of-the-second" });
    await (await aCaller(foreign)).post("/customers", { external_id: "of-strangers" });
    const see = async (slug: string) => {
      const chosen = `${cookie}; florin-organization=${slug}`;
      const { body } = await browse(caller, "/customers", { cookie: chosen, ...FROM_HERE });
      return body.items.map((item: { external_id: string }) => item.external_id);
    };

    expect(await see(await slugOf(second))).toEqual(["of-the-second"]);
    expect(await see(await slugOf(foreign))).not.toContain("of-strangers");
  });
});
