import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { ApiKeyId } from "@/lib/ids";
import { aContext, later } from "@/lib/testing/factories";
import { findActiveApiKey, listApiKeys, touchApiKey } from "./reads";
import { CreateApiKeyInput } from "./schema";
import { createApiKey } from "./writes/create-api-key";
import { revokeApiKey } from "./writes/revoke-api-key";

const input = (over: object = {}) =>
  CreateApiKeyInput.parse({ name: "Server", scopes: ["wallets:read"], ...over });

describe("an API key", () => {
  it("is shown once, and kept as a hash", async () => {
    const ctx = await aContext({ mode: "LIVE" });
    const { secret, apiKey } = await createApiKey(ctx, input());

    expect(secret).toMatch(/^fl_live_[0-9A-Za-z]{43}$/);
    expect(apiKey).toMatchObject({ prefix: secret.slice(0, 12), lastFour: secret.slice(-4) });
    expect(JSON.stringify(await listApiKeys(ctx))).not.toContain(secret);
    const audits = await prisma().auditRecord.findMany({
      where: { organizationId: ctx.organizationId },
    });
    expect(audits).toMatchObject([{ action: "api_key.created" }]);
    expect(JSON.stringify(audits)).not.toContain(secret.slice(-20));
  });

  it("says by its beginning that it belongs to a sandbox", async () => {
    const { secret } = await createApiKey(await aContext({ mode: "TEST" }), input());

    expect(secret).toMatch(/^fl_test_/);
  });

  it("opens its own organization, with its scopes", async () => {
    const ctx = await aContext();
    const { secret } = await createApiKey(ctx, input());

    expect(await findActiveApiKey(secret, ctx.at)).toMatchObject({
      organizationId: ctx.organizationId,
      scopes: ["wallets:read"],
    });
    const other = `${secret.slice(0, -1)}${secret.endsWith("a") ? "b" : "a"}`;
    expect(await findActiveApiKey(other, ctx.at)).toBeUndefined();
  });

  it("ends at the instant it expires", async () => {
    const ctx = await aContext({ at: new Date("2026-03-01T12:00:00Z") });
    const { secret } = await createApiKey(ctx, input({ expiresAt: "2026-03-02T00:00:00Z" }));

    expect(await findActiveApiKey(secret, new Date("2026-03-01T23:59:59.999Z"))).toBeDefined();
    expect(await findActiveApiKey(secret, new Date("2026-03-02T00:00:00Z"))).toBeUndefined();
    await expect(
      createApiKey(ctx, input({ expiresAt: ctx.at.toISOString() })),
    ).rejects.toMatchObject({ code: "validation_error" });
  });

  it("is dead from the moment it is revoked, though it was just used; twice is once", async () => {
    const ctx = await aContext();
    const { secret, apiKey } = await createApiKey(ctx, input());
    expect(await findActiveApiKey(secret, ctx.at)).toBeDefined();

    const id = ApiKeyId.parse(apiKey.id);
    const revoked = await revokeApiKey(ctx, id);
    expect(revoked.status).toBe("revoked");
    expect(await findActiveApiKey(secret, ctx.at)).toBeUndefined();
    expect(await revokeApiKey(later(ctx, "2026-04-01T00:00:00Z"), id)).toEqual(revoked);
  });

  it("cannot be revoked by another organization", async () => {
    const ctx = await aContext();
    const { secret, apiKey } = await createApiKey(ctx, input());

    await expect(revokeApiKey(await aContext(), ApiKeyId.parse(apiKey.id))).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await findActiveApiKey(secret, ctx.at)).toBeDefined();
  });

  it("keeps when it was last used, to the minute", async () => {
    const ctx = await aContext();
    const { apiKey } = await createApiKey(ctx, input());
    const id = ApiKeyId.parse(apiKey.id);
    const at = (seconds: number) => new Date(ctx.at.getTime() + seconds * 1000);
    await touchApiKey(id, at(0), "10.0.0.1");
    await touchApiKey(id, at(59), "10.0.0.2");

    expect(await listApiKeys(ctx)).toMatchObject([
      { lastUsedAt: at(0).toISOString(), lastUsedFrom: "10.0.0.1" },
    ]);
    await touchApiKey(id, at(60), "10.0.0.3");
    expect(await listApiKeys(ctx)).toMatchObject([{ lastUsedFrom: "10.0.0.3" }]);
  });
});
