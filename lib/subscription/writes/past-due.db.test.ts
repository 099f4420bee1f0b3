import { describe, expect, it } from "vitest";
import { InvoiceId } from "@/lib/ids";
import { aSubscription, invoicesOf } from "@/lib/testing/subscribed";
import { pay } from "@/lib/testing/top-ups";
import { findSubscription } from "../reads";
import { renewSubscriptions } from "./renew-subscriptions";

describe("a subscription whose payments failed", () => {
  it("is past due until each of them is made good, and keeps its credits", async () => {
    const own = await aSubscription({ fee: "50", feePeriod: "MONTHLY" });
    await renewSubscriptions(new Date("2026-02-28T09:00:00Z"));
    const [first, second] = (await invoicesOf(own)).map(({ id }) => InvoiceId.parse(id));
    if (!first || !second) throw new Error("two periods have two invoices");
    const statusOf = async () => (await findSubscription(own.ctx, own.id))?.status;

    await pay(own.ctx, first, { status: "FAILED" });
    await pay(own.ctx, second, { status: "FAILED" });
    expect(await statusOf()).toBe("PAST_DUE");
    await pay(own.ctx, first);
    expect(await statusOf()).toBe("PAST_DUE");
    await pay(own.ctx, second);

    expect(await statusOf()).toBe("ACTIVE");
  });
});
