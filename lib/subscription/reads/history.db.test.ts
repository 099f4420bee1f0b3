import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { idText, PlanId } from "@/lib/ids";
import { anEmptyWallet } from "@/lib/testing/billing";
import { aContext } from "@/lib/testing/factories";
import { aSubscription, subscribe } from "@/lib/testing/subscribed";
import { CancelInput } from "../schema";
import { cancelSubscription } from "../writes/cancel-subscription";
import { listChain, listGivenGrants } from "./history";
import { listOffers } from "./offers";

describe("what a subscription was", () => {
  it("is the credits it gave, and what became of them", async () => {
    const { ctx, id } = await aSubscription();
    await cancelSubscription(ctx, id, CancelInput.parse({ when: "now" }));

    expect(await listGivenGrants(ctx, id)).toMatchObject([
      { amount: "2500", left: "0", voided: "2500", effectiveAt: "2026-01-31T09:00:00.000Z" },
    ]);
    expect(await listGivenGrants(await aContext(), id)).toEqual([]);
  });

  it("is the chain of those before and after it, seen from any of them", async () => {
    const first = await aSubscription();
    const [offer] = await listOffers(first.ctx);
    const account = await anEmptyWallet(first.ctx);
    const second = await subscribe(first.ctx, account, PlanId.parse(offer?.planId));
    // Only the links matter here: a change of plan makes the rows.
    await readSql("UPDATE subscription SET previous_id = $1::uuid WHERE id = $2::uuid", [
      first.id,
      second.id,
    ]);

    const ids = [first, second].map(({ id }) => idText("sub", id));
    expect((await listChain(first.ctx, first.id)).map(({ id }) => id)).toEqual(ids);
    expect((await listChain(second.ctx, second.id)).map(({ id }) => id)).toEqual(ids);
  });
});
