import { describe, expect, it } from "vitest";
import { post } from "@/lib/ledger/post";
import { aContext, later } from "@/lib/testing/factories";
import { aSubscription, traceOf } from "@/lib/testing/subscribed";
import { aDebit, give } from "@/lib/testing/wallets";
import { CancelInput } from "../schema";
import { cancelSubscription } from "../writes/cancel-subscription";
import { previewCancel } from "./cancel-preview";

describe("previewCancel", () => {
  it("tells what is left of the plan's credits, and changes nothing", async () => {
    const own = await aSubscription({}, { at: "2026-03-01T00:00:00Z" });
    const day3 = later(own.ctx, "2026-03-03T00:00:00Z");
    await give(own.ctx, own, "100");
    await post(day3, aDebit(day3, own, "500"));
    const before = await traceOf(own);

    expect(await previewCancel(day3, own.id)).toEqual({
      periodEnd: "2027-03-01T00:00:00.000Z",
      unspentCredits: "2000",
    });
    expect(await traceOf(own)).toEqual(before);
  });

  it("has nothing left to take once it has ended", async () => {
    const own = await aSubscription({}, { at: "2026-03-01T00:00:00Z" });
    const day3 = later(own.ctx, "2026-03-03T00:00:00Z");
    await cancelSubscription(day3, own.id, CancelInput.parse({ when: "now" }));

    expect(await previewCancel(day3, own.id)).toMatchObject({ unspentCredits: "0" });
  });

  it("does not find another organization's", async () => {
    const own = await aSubscription();

    expect(await previewCancel(await aContext(), own.id)).toBeUndefined();
  });
});
