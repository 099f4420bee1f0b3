import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createApi } from "@/lib/api/app";
import type { Context } from "@/lib/context";
import { idText, newId, type OrganizationId, StripeSecretId } from "@/lib/ids";
import { findStripeEndpoint } from "@/lib/stripe/reads";
import { SaveSecretInput } from "@/lib/stripe/schema";
import { endSecret } from "@/lib/stripe/writes/end-secret";
import { flushStrangers } from "@/lib/stripe/writes/note-stranger";
import { saveSecret } from "@/lib/stripe/writes/save-secret";
import { aContext, aCustomer, later } from "@/lib/testing/factories";
import { deliver, standing, withSecret } from "@/lib/testing/stripe";
import { A_SECRET, anEvent, signed } from "@/lib/testing/stripe-events";

beforeAll(() => vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-this-process"));
afterAll(() => vi.unstubAllEnvs());

const ANOTHER = "whsec_00000000000000000000000000000000B";
const A_THIRD = "whsec_00000000000000000000000000000000C";

async function aShop() {
  const ctx = await aContext({ at: new Date() });
  await aCustomer(ctx, { externalId: "acme" });
  return ctx;
}

const strangersOf = async (ctx: Context) => {
  await flushStrangers();
  const { strangers } = await findStripeEndpoint(ctx);
  return Object.fromEntries(strangers.map(({ reason, count }) => [reason, count]));
};

async function changesNothing(ctx: Context, act: () => Promise<unknown>) {
  const before = await standing(ctx);
  await act();
  expect(await standing(ctx)).toEqual(before);
}

const seconds = (ago: number) => Math.floor(Date.now() / 1000) - ago;

describe("a call that nobody can know to be Stripe's", () => {
  it("is turned away, counted by why, and changes nothing", async () => {
    const ctx = await aShop();
    await withSecret(ctx);
    const event = anEvent();
    const body = JSON.stringify(event);

    await changesNothing(ctx, async () => {
      const refused = { status: 401, code: "unauthenticated" };
      for (const signature of [null, ""]) {
        expect(await deliver(ctx, event, { signature })).toMatchObject(refused);
      }
      for (const signature of [
        "t=1,v1=00",
        "not a header",
        signed(body, ANOTHER),
        signed(`${body} `),
        signed(body).replace("v1=", "v0="),
        signed(body).replace(/t=\d+/, `t=${seconds(1)}0`),
      ]) {
        expect(await deliver(ctx, event, { signature }), signature).toMatchObject(refused);
      }
      const old = { signature: signed(body, A_SECRET, seconds(3600)) };
      expect(await deliver(ctx, event, old)).toMatchObject(refused);
    });

    const counted = { unsigned: 2, bad_signature: 6, old_timestamp: 1 };
    expect(await strangersOf(ctx)).toEqual(counted);
    await deliver(ctx, event, { signature: null });
    expect(await strangersOf(ctx)).toEqual({ ...counted, unsigned: 3 });
  });

  it("is one who comes before there is a secret", async () => {
    const ctx = await aShop();

    await changesNothing(ctx, () => deliver(ctx, anEvent()));

    expect(await strangersOf(ctx)).toEqual({ no_secret: 1 });
  });

  it("finds nothing where no organization is, and no other method", async () => {
    const api = createApi();
    const at = (path: string, method = "POST") =>
      api.request(`/v1/webhooks/stripe/${path}`, { method });

    for (const path of [idText("org", newId<OrganizationId>()), "org_1", "%00"]) {
      expect((await at(path)).status, path).toBe(404);
    }
    const asked = await at(idText("org", newId<OrganizationId>()), "GET");
    expect([asked.status, asked.headers.get("allow")]).toEqual([405, "POST"]);
  });

  it("cannot use what was signed for another organization", async () => {
    const [one, two] = [await aShop(), await aShop()];
    await withSecret(one);
    await withSecret(two, ANOTHER);

    await changesNothing(two, () => deliver(two, anEvent(), { secret: A_SECRET }));

    expect(await strangersOf(two)).toEqual({ bad_signature: 1 });
    expect(await strangersOf(one)).toEqual({});
  });
});

describe("what is signed and no event", () => {
  it.each([
    "{",
    "[]",
    "null",
    '"text"',
    "{}",
    JSON.stringify({ ...anEvent(), id: "" }),
    JSON.stringify({ ...anEvent(), id: "evt_\u0000" }),
    JSON.stringify({ ...anEvent(), id: "x".repeat(256) }),
    JSON.stringify({ ...anEvent(), created: "yesterday" }),
    JSON.stringify({ ...anEvent(), livemode: "true" }),
    JSON.stringify({ id: "evt_1", object: "v2.core.event", type: "v1.billing.meter" }),
  ])("%s", async (body) => {
    const ctx = await aShop();
    await withSecret(ctx);

    await changesNothing(ctx, async () => {
      expect(await deliver(ctx, body)).toMatchObject({ status: 400, code: "validation_error" });
    });

    expect(await strangersOf(ctx)).toEqual({ malformed: 1 });
  });

  it("is refused beyond a megabyte", async () => {
    const ctx = await aShop();
    await withSecret(ctx);
    const long = JSON.stringify({ ...anEvent(), note: "x".repeat(1024 * 1024) });

    await changesNothing(ctx, async () => {
      expect(await deliver(ctx, long)).toMatchObject({ status: 413, code: "too_large" });
    });
  });
});

describe("a signing secret", () => {
  const save = (ctx: Context, secret: string, overlapHours = 24) =>
    saveSecret(ctx, SaveSecretInput.parse({ secret, overlapHours }));
  const signsWith = async (ctx: Context, secret: string) =>
    (await deliver(ctx, anEvent({ type: "charge.updated" }), { secret })).status === 200;

  it("that is rolled works beside the new one until its end, and then is thrown away", async () => {
    const ctx = await aShop();
    const yesterday = later(ctx, new Date(ctx.at.getTime() - 86_400_000));
    await withSecret(yesterday);

    await save(ctx, ANOTHER, 1);
    expect(await signsWith(ctx, A_SECRET)).toBe(true);
    expect(await signsWith(ctx, ANOTHER)).toBe(true);
    const { secrets } = await findStripeEndpoint(ctx);
    expect(secrets).toMatchObject([
      { lastFour: "000B", endsAt: null, isReadable: true },
      { lastFour: "fffA", isReadable: true },
    ]);
    expect(JSON.stringify(secrets)).not.toContain("whsec");

    const [, old] = secrets;
    await endSecret(ctx, StripeSecretId.parse(old?.id));
    expect(await signsWith(ctx, A_SECRET)).toBe(false);
    expect(await signsWith(ctx, ANOTHER)).toBe(true);
    expect((await findStripeEndpoint(ctx)).secrets).toHaveLength(1);
  });

  it("can end at once, and is not entered twice", async () => {
    const ctx = await aShop();
    await save(ctx, A_SECRET);

    await expect(save(ctx, A_SECRET)).rejects.toMatchObject({ code: "validation_error" });
    await save(ctx, ANOTHER, 0);

    expect(await signsWith(ctx, A_SECRET)).toBe(false);
    expect((await findStripeEndpoint(ctx)).secrets).toMatchObject([{ lastFour: "000B" }]);
  });

  it("is one of five at most", async () => {
    const ctx = await aShop();
    for (const end of "ABCDE") await save(ctx, `whsec_0000000000000000000000${end}`);

    await expect(save(ctx, A_THIRD)).rejects.toMatchObject({ code: "validation_error" });
    expect((await findStripeEndpoint(ctx)).secrets).toHaveLength(5);
  });

  it("is nobody else's to end", async () => {
    const [ctx, other] = [await aShop(), await aShop()];
    await save(ctx, A_SECRET);
    const [secret] = (await findStripeEndpoint(ctx)).secrets;

    const ended = endSecret(other, StripeSecretId.parse(secret?.id));
    await expect(ended).rejects.toMatchObject({ code: "not_found" });
    expect(await signsWith(ctx, A_SECRET)).toBe(true);
  });

  it("that cannot be opened any more makes Stripe come again, until it is entered anew", async () => {
    const ctx = await aShop();
    await save(ctx, A_SECRET);
    vi.stubEnv("NEXTAUTH_SECRET", "another-secret-since-then");
    try {
      await changesNothing(ctx, async () => {
        expect(await deliver(ctx, anEvent())).toMatchObject({ status: 503, code: "unavailable" });
      });
      expect(await strangersOf(ctx)).toEqual({ sealed_secret: 1 });
      expect((await findStripeEndpoint(ctx)).secrets).toMatchObject([{ isReadable: false }]);

      await save(ctx, A_SECRET);
      expect(await deliver(ctx, anEvent())).toMatchObject({ came: "granted: granted" });
      expect((await findStripeEndpoint(ctx)).secrets).toMatchObject([{ isReadable: true }]);
    } finally {
      vi.stubEnv("NEXTAUTH_SECRET", "a-secret-of-this-process");
    }
  });

  it("has to look like one", () => {
    for (const secret of [
      "",
      "sk_live_51Habcdefghijklmnop",
      "whsec_short",
      "whsec_ with a space",
    ]) {
      expect(SaveSecretInput.safeParse({ secret }).success, secret).toBe(false);
    }
    expect(SaveSecretInput.parse({ secret: ` ${A_SECRET}\n` }).secret).toBe(A_SECRET);
  });
});
