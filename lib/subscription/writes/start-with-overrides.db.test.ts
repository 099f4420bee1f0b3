import { describe, expect, it } from "vitest";
import { findPlan } from "@/lib/catalog/reads/plans";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, aReference } from "@/lib/testing/factories";
import {
  askedStart,
  invoicesOf,
  type Subscribed,
  subscribe,
  traceOf,
  walletOf,
} from "@/lib/testing/subscribed";
import { previewStart } from "./preview-start";
import { renewSubscriptions } from "./renew-subscriptions";

async function aDeal() {
  const ctx = await aContext({ at: new Date("2026-01-31T09:00:00Z") });
  const account = await anEmptyWallet(ctx);
  const planId = await aPublishedPlan(ctx, { fee: "31", feePeriod: "MONTHLY", credits: "500" });
  const plan = await findPlan(ctx, planId);
  const [charge, grant] = [plan?.live?.charges[0]?.id ?? "", plan?.live?.grants[0]?.id ?? ""];
  const trace = () => traceOf({ ...account, ctx } as Subscribed);
  return { ctx, account, planId, charge, grant, trace };
}

describe("a start with terms of its own", () => {
  it("asks and gives what was agreed, and so do its renewals; the plan stays as it is", async () => {
    const { ctx, account, planId, charge, grant } = await aDeal();
    const overrides = { amounts: { [charge]: "25.50" }, credits: { [grant]: "750" } };

    const own = await subscribe(ctx, account, planId, { overrides });
    const plain = await subscribe(ctx, await anEmptyWallet(ctx), planId);
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));

    expect((await invoicesOf(own)).map(({ total }) => total).toSorted()).toEqual([
      "25.5",
      "25.5",
      "31",
      "31",
    ]);
    expect([await walletOf(own), await walletOf(plain)]).toMatchObject([
      { available: "750" },
      { available: "500" },
    ]);
  });

  it("shows a term for a time in the bills of that time, as it then asks them", async () => {
    const { ctx, account, planId, charge } = await aDeal();
    const until = "2026-03-01T00:00:00Z";
    const ownTerms = [{ kind: "fee", chargeId: charge, amount: "20", until } as const];

    const { timeline, total } = await previewStart(ctx, askedStart(account, planId, { ownTerms }));
    const own = await subscribe(ctx, account, planId, { ownTerms });
    await renewSubscriptions(new Date("2026-03-31T09:00:00Z"));

    const asked = ["20", "20", "31"];
    expect(total).toBe("20");
    expect(timeline.invoices.slice(0, 3).map((invoice) => invoice.total)).toEqual(asked);
    expect((await invoicesOf(own)).map((invoice) => invoice.total)).toEqual(asked);
  });

  it("is the same start only with the same terms", async () => {
    const { ctx, account, planId, charge } = await aDeal();
    const reference = aReference();
    const asked = { reference, overrides: { amounts: { [charge]: "25" } } };
    const own = await subscribe(ctx, account, planId, asked);

    expect((await subscribe(ctx, account, planId, asked)).id).toBe(own.id);
    await expect(subscribe(ctx, account, planId, { reference })).rejects.toMatchObject({
      code: "idempotency_conflict",
    });
  });

  it("is refused for what the plan has not, and changes nothing", async () => {
    const { ctx, account, planId, trace } = await aDeal();
    const before = await trace();
    const unknown = "01k9zzzzzzzzzzzzzzzzzzzzzz";

    for (const overrides of [
      { amounts: { [`price_${unknown}`]: "1" } },
      { credits: { [`pgr_${unknown}`]: "1" } },
      { limits: { [`ent_${unknown}`]: { usageLimit: "1" } } },
    ]) {
      await expect(subscribe(ctx, account, planId, { overrides })).rejects.toMatchObject({
        code: "validation_error",
        details: { fields: { overrides: expect.anything() } },
      });
    }
    expect(await trace()).toEqual(before);
  });
});
