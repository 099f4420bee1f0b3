import { describe, expect, it } from "vitest";
import { aCaller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { createApi } from "./app";

describe("a key that asks too often", () => {
  it("is told when to come again, and others are not", async () => {
    const ctx = await aContext();
    const [busy, calm] = [await aCaller(ctx), await aCaller(ctx, ["ingest"])];
    // A window that no test outlasts.
    const app = createApi(undefined, { rateLimit: { requests: 3, seconds: 3600 } });
    const ask = (secret: string) =>
      app.request("/v1/customers", { headers: { "x-api-key": secret } });

    for (const left of [2, 1, 0]) {
      const answer = await ask(busy.secret);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("ratelimit-policy")).toBe('"default";q=3;w=3600');
      expect(answer.headers.get("ratelimit")).toMatch(RegExp(`^"default";r=${left};t=\\d+$`));
    }
    const refused = await ask(busy.secret);
    expect(refused.status).toBe(429);
    expect(refused.headers.get("ratelimit")).toMatch(/^"default";r=0;t=\d+$/);
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(3600);
    expect(await refused.json()).toMatchObject({
      code: "rate_limited",
      status: 429,
      details: { retry_after_seconds: seconds },
    });
    // What is refused for another reason counts as well, and has the headers too.
    const forbidden = await ask(calm.secret);
    expect(forbidden.status).toBe(403);
    expect(forbidden.headers.get("ratelimit")).toMatch(/r=2;/);
  });

  it("is not limited where no limit is set, and a key that nobody knows is told none", async () => {
    const caller = await aCaller(await aContext());

    expect((await caller.get("/customers")).headers.has("ratelimit")).toBe(false);
    const app = createApi(undefined, { rateLimit: { requests: 1, seconds: 3600 } });
    for (let i = 0; i < 3; i++) expect((await app.request("/v1/customers")).status).toBe(401);
  });
});
