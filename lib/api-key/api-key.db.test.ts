import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { ApiKeyId } from "@/lib/ids";
import { aContext, later } from "@/lib/testing/factories";
import { findApiKey, flushKeyUses, listApiKeys, noteKeyUse } from "./reads";
import { isActive } from "./rules/life";
import { CreateApiKeyInput, RollApiKeyInput } from "./schema";
import { createApiKey } from "./writes/create-api-key";
import { revokeApiKey } from "./writes/revoke-api-key";
import { rollApiKey } from "./writes/roll-api-key";

const input = (over: object = {}) =>
  CreateApiKeyInput.parse({ name: "Server", scopes: ["wallets:read"], ...over });

/** The key, if it works at `at`. */
async function findActiveApiKey(secret: string, at: Date) {
  const key = await findApiKey(secret, at);
  return key && isActive(key, at) ? key : undefined;
}

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

  it("keeps when it was last used, as soon as the notes are written", async () => {
    const ctx = await aContext();
    const { apiKey } = await createApiKey(ctx, input());
    const id = ApiKeyId.parse(apiKey.id);
    const at = (seconds: number) => new Date(ctx.at.getTime() + seconds * 1000);
    noteKeyUse(id, at(5), "10.0.0.2");
    noteKeyUse(id, at(0), "10.0.0.1");
    expect(await listApiKeys(ctx)).toMatchObject([{ lastUsedAt: null }]);
    await flushKeyUses();

    expect(await listApiKeys(ctx)).toMatchObject([
      { lastUsedAt: at(5).toISOString(), lastUsedFrom: "10.0.0.2" },
    ]);
    // Another process knew of an earlier use only.
    noteKeyUse(id, at(4), "10.0.0.3");
    await flushKeyUses();
    expect(await listApiKeys(ctx)).toMatchObject([{ lastUsedFrom: "10.0.0.2" }]);
  });
});

describe("a key that is rolled", () => {
  const AT = new Date("2026-03-01T12:00:00Z");
  const until = (text: string | null) => RollApiKeyInput.parse({ oldUntil: text });

  it("works beside the new one to the last millisecond before the chosen time", async () => {
    const ctx = await aContext({ at: AT });
    const old = await createApiKey(ctx, input({ scopes: ["wallets:read", "ingest"] }));
    expect(await findActiveApiKey(old.secret, AT)).toBeDefined();
    const end = "2026-03-02T09:30:00.250Z";
    const rolled = await rollApiKey(ctx, ApiKeyId.parse(old.apiKey.id), until(end));

    expect(rolled.apiKey).toMatchObject({ name: "Server", scopes: ["wallets:read", "ingest"] });
    expect(rolled.secret).not.toBe(old.secret);
    const at = (text: string) => findActiveApiKey(old.secret, new Date(text));
    expect(await at("2026-03-02T09:30:00.249Z")).toBeDefined();
    expect(await at("2026-03-02T09:30:00.250Z")).toBeUndefined();
    expect(await findActiveApiKey(rolled.secret, new Date(end))).toBeDefined();
    expect(await listApiKeys(ctx)).toMatchObject([
      { id: rolled.apiKey.id, expiresAt: null, replacedBy: null },
      { id: old.apiKey.id, expiresAt: end, replacedBy: rolled.apiKey.id },
    ]);
    const audits = await prisma().auditRecord.findMany({
      where: { organizationId: ctx.organizationId, action: "api_key.rolled" },
    });
    expect(audits).toMatchObject([{ entityId: old.apiKey.id }]);
    expect(JSON.stringify(audits)).not.toContain(rolled.secret.slice(-20));
  });

  it("works for a day unless told, and never longer than it would have", async () => {
    const ctx = await aContext({ at: AT });
    const lasting = await createApiKey(ctx, input());
    const ending = await createApiKey(ctx, input({ expiresAt: "2026-03-01T18:00:00Z" }));
    for (const { apiKey } of [lasting, ending]) {
      await rollApiKey(ctx, ApiKeyId.parse(apiKey.id), until(null));
    }
    const ends = new Map((await listApiKeys(ctx)).map(({ id, expiresAt }) => [id, expiresAt]));

    expect(ends.get(lasting.apiKey.id)).toBe("2026-03-02T12:00:00.000Z");
    expect(ends.get(ending.apiKey.id)).toBe("2026-03-01T18:00:00.000Z");
  });

  it("is rolled once, while it works, by its own organization, to a time to come", async () => {
    const ctx = await aContext({ at: AT });
    const [old, revoked] = [await createApiKey(ctx, input()), await createApiKey(ctx, input())];
    const id = ApiKeyId.parse(old.apiKey.id);
    const roll = (over: Partial<{ by: typeof ctx; id: ApiKeyId; at: string }> = {}) =>
      rollApiKey(over.by ?? ctx, over.id ?? id, until(over.at ?? null));
    const revokedId = ApiKeyId.parse(revoked.apiKey.id);
    await revokeApiKey(ctx, revokedId);
    const before = await listApiKeys(ctx);

    await expect(roll({ by: await aContext({ at: AT }) })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(roll({ id: revokedId })).rejects.toMatchObject({ code: "invalid_state" });
    await expect(roll({ at: AT.toISOString() })).rejects.toMatchObject({
      code: "validation_error",
    });
    expect(await listApiKeys(ctx)).toEqual(before);
    await roll();
    await expect(roll()).rejects.toMatchObject({
      code: "invalid_state",
      details: { state: "rolled" },
    });
    expect(await listApiKeys(ctx)).toHaveLength(3);
  });
});
