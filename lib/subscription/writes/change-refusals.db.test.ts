import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import type { PlanId } from "@/lib/ids";
import { WalletStateInput } from "@/lib/ledger/schema/commands";
import { freezeWallet } from "@/lib/ledger/writes/freeze-wallet";
import { aPublishedPlan } from "@/lib/testing/billing";
import { change, type OnStarter, onStarter } from "@/lib/testing/changed";
import { aContext, aReference, later } from "@/lib/testing/factories";
import { traceOf } from "@/lib/testing/subscribed";
import { CancelInput } from "../schema";
import type { ChangeFields } from "../schema/change";
import { cancelSubscription } from "./cancel-subscription";

const DAY_3 = "2026-04-04T00:00:00Z";

/** Refused so, and nothing is other than it was. */
async function expectRefused(
  own: OnStarter,
  fields: Omit<ChangeFields, "planId"> & { readonly to?: PlanId },
  refusal: object,
): Promise<void> {
  const before = await traceOf(own);
  await expect(change(later(own.ctx, DAY_3), own, fields)).rejects.toMatchObject(refusal);
  expect(await traceOf(own)).toEqual(before);
}
const ofField = (field: string) => ({
  code: "validation_error",
  details: { fields: { [field]: [expect.any(String)] } },
});

describe("a change is refused, and changes nothing", () => {
  it("to the plan and tier that it has", async () => {
    const own = await onStarter();

    await expectRefused(own, { to: own.starter }, ofField("planId"));
    await expectRefused(own, {}, ofField("planId"));
  });

  it("to a plan that was not published, or that there is not", async () => {
    const own = await onStarter();
    const draft = await aPublishedPlan(own.ctx, { isDraft: true });
    const elsewhere = await aPublishedPlan(await aContext());

    await expectRefused(own, { to: draft }, { code: "invalid_state", details: { state: "draft" } });
    await expectRefused(own, { to: elsewhere }, { code: "not_found" });
  });

  it("to a plan of another product or currency", async () => {
    const own = await onStarter();
    const other = await aPublishedPlan(own.ctx, { feePeriod: "MONTHLY" });
    const euro = await aPublishedPlan(own.ctx, { feePeriod: "MONTHLY", currency: "EUR" });
    await readSql(
      `WITH another AS (INSERT INTO product (id, organization_id, key, name, created_at, updated_at)
         VALUES (gen_random_uuid(), $2::uuid, 'another', 'Another', now(), now()) RETURNING id)
       UPDATE plan SET product_id = another.id FROM another WHERE plan.id = $1::uuid`,
      [other, own.ctx.organizationId],
    );
    await readSql(
      "UPDATE organization SET catalog_version = catalog_version + 1 WHERE id = $1::uuid",
      [own.ctx.organizationId],
    );

    await expectRefused(own, { to: other }, ofField("planId"));
    await expectRefused(own, { to: euro }, ofField("planId"));
  });

  it("for periods or tiers that the plan has not", async () => {
    const own = await onStarter();

    await expectRefused(own, { to: own.pro, billingPeriod: "ANNUAL" }, ofField("billingPeriod"));
    await expectRefused(own, { to: own.pro, tier: 1 }, ofField("tier"));
  });

  it("with the period kept, between plans of different intervals", async () => {
    const own = await onStarter();
    const annual = await aPublishedPlan(own.ctx);

    await expectRefused(own, { to: annual, mode: "prorate" }, ofField("mode"));
  });

  it("of a subscription that was cancelled or has ended", async () => {
    const own = await onStarter();
    await cancelSubscription(own.ctx, own.id, CancelInput.parse({}));
    const refusal = { code: "invalid_state", details: { entity: "subscription" } };
    await expectRefused(
      own,
      { to: own.pro },
      { ...refusal, message: "The subscription was cancelled" },
    );

    await cancelSubscription(own.ctx, own.id, CancelInput.parse({ when: "now" }));
    await expectRefused(
      own,
      { to: own.pro },
      { ...refusal, message: "The subscription has ended" },
    );
  });

  it("where the wallet is frozen, so that nothing could be voided", async () => {
    const own = await onStarter();
    const freezing = WalletStateInput.parse({ reason: "Looked into", reference: aReference() });
    await freezeWallet(own.ctx, own.walletId, freezing);

    await expectRefused(own, { to: own.pro }, { code: "invalid_state" });
  });

  it("to another organization", async () => {
    const own = await onStarter();
    const before = await traceOf(own);

    await expect(change(await aContext(), own, { to: own.pro })).rejects.toMatchObject({
      code: "not_found",
    });
    expect(await traceOf(own)).toEqual(before);
  });
});
