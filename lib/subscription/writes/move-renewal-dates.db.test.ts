import { describe, expect, it } from "vitest";
import { readSql } from "@/lib/db/transact";
import { idText, RenewalMoveId } from "@/lib/ids";
import { anEmptyWallet } from "@/lib/testing/billing";
import { onStarter } from "@/lib/testing/changed";
import { aContext } from "@/lib/testing/factories";
import { invoicesOf, subscribe, traceOf } from "@/lib/testing/subscribed";
import { findScheduledChange, listChanges } from "../reads/changes";
import { findLastRenewalMove, listRenewalMoveItems } from "../reads/renewal-moves";
import { CancelInput } from "../schema";
import type { RenewalMoveFields } from "../schema/renewal-move";
import { RenewalMoveInput, RenewalMoveSelection } from "../schema/renewal-move";
import { cancelSubscription } from "./cancel-subscription";
import { dryRunRenewalMove } from "./dry-run-renewal-move";
import { moveRenewalDates, runRenewalMove } from "./move-renewal-dates";
import { renewSubscriptions } from "./renew-subscriptions";

const MAY = "2026-05-01T00:00:00.000Z";
const MAY_16 = "2026-05-16T00:00:00.000Z";
const ON_16 = { kind: "day", day: 16 } as const;
const ALL = RenewalMoveSelection.parse({ query: {} });

/** Three on Starter from 1 April on, of which one was cancelled. */
async function three() {
  const own = await onStarter();
  const second = await subscribe(own.ctx, await anEmptyWallet(own.ctx), own.starter);
  const left = await subscribe(own.ctx, await anEmptyWallet(own.ctx), own.starter);
  await cancelSubscription(own.ctx, left.id, CancelInput.parse({}));
  return { ...own, second, left };
}
type Three = Awaited<ReturnType<typeof three>>;

const fieldsOf = (fingerprint: string, over: Partial<RenewalMoveFields> = {}) =>
  RenewalMoveInput.parse({
    ...{ dayOfMonth: 16, selection: { query: {} }, reason: "One day", fingerprint },
    ...over,
  });
const shownTo = async ({ ctx }: Pick<Three, "ctx">) =>
  (await dryRunRenewalMove(ctx, ALL, { target: ON_16 })).fingerprint;
const run = ({ ctx }: Three, { id }: { readonly id: string }) =>
  runRenewalMove(RenewalMoveId.parse(id), () => ({ ...ctx, origin: "system" }));

describe("a dry run of many renewal dates", () => {
  it("tells what would become of each, and changes nothing", async () => {
    const own = await three();
    const before = await traceOf(own);

    const dry = await dryRunRenewalMove(own.ctx, ALL, { target: ON_16 });

    expect(dry).toMatchObject({ total: 3, refused: 1 });
    const byId = new Map(dry.impacts.map((impact) => [impact.subscriptionId, impact]));
    expect(byId.get(idText("sub", own.id))).toMatchObject({
      ...{ endsAt: MAY, renewsAt: MAY_16, total: "74.5", currency: "USD", obstacle: null },
      ...{ bridge: { days: "15", ofDays: "30" }, credits: [{ credits: "1000" }] },
    });
    expect(byId.get(idText("sub", own.left.id))).toMatchObject({
      ...{ renewsAt: null, total: null, obstacle: "The subscription was cancelled" },
    });
    expect(await traceOf(own)).toEqual(before);
  });

  it("of those that are ticked, and of nobody else's", async () => {
    const own = await three();
    const ids = [idText("sub", own.second.id)];
    const ticked = RenewalMoveSelection.parse({ ids, query: {} });

    const dry = await dryRunRenewalMove(own.ctx, ticked, { target: ON_16 });

    expect(dry.impacts.map(({ subscriptionId }) => subscriptionId)).toEqual(ids);
    const elsewhere = await aContext({ at: own.ctx.at });
    expect(await dryRunRenewalMove(elsewhere, ticked, { target: ON_16 })).toMatchObject({
      ...{ total: 0, impacts: [] },
    });
  });
});

describe("moving the renewal dates of many", () => {
  it("moves each that can be, once, keeps why the others stay, and is written down", async () => {
    const own = await three();
    const asked = await moveRenewalDates(own.ctx, fieldsOf(await shownTo(own)));
    expect(await findLastRenewalMove(own.ctx)).toMatchObject({ status: "RUNNING", moved: 0 });

    await Promise.all([run(own, asked), run(own, asked)]);
    await run(own, asked);

    expect(await findLastRenewalMove(own.ctx)).toMatchObject({
      ...{ status: "DONE", total: 3, moved: 2, refused: 1, reason: "One day" },
      refusals: [
        {
          subscriptionId: idText("sub", own.left.id),
          message: "The subscription was cancelled",
        },
      ],
    });
    expect(await listChanges(own.ctx, own.id)).toHaveLength(1);
    expect(await findScheduledChange(own.ctx, own.second.id)).toMatchObject({
      ...{ dueAt: MAY, renewal: { anchorAt: MAY_16 } },
    });
    const audit = await readSql(
      `SELECT action, reason FROM audit_record WHERE organization_id = $1::uuid
         AND action IN ('renewal_move.started', 'subscription.change_scheduled') ORDER BY action`,
      [own.ctx.organizationId],
    );
    expect(audit).toEqual([
      { action: "renewal_move.started", reason: "One day" },
      { action: "subscription.change_scheduled", reason: "One day" },
      { action: "subscription.change_scheduled", reason: "One day" },
    ]);

    await renewSubscriptions(new Date(MAY_16));
    expect((await invoicesOf(own)).map(({ total }) => total)).toEqual([
      ...["149", "149", "149", "74.5", "74.5", "149", "149"],
    ]);
  });

  it("is refused where others are meant by now, where nobody is, and while another runs", async () => {
    const own = await three();
    const shown = await shownTo(own);
    await subscribe(own.ctx, await anEmptyWallet(own.ctx), own.starter);

    await expect(moveRenewalDates(own.ctx, fieldsOf(shown))).rejects.toMatchObject({
      code: "stale_preview",
    });
    const elsewhere = await aContext({ at: own.ctx.at });
    const nobody = fieldsOf(await shownTo({ ctx: elsewhere }));
    await expect(moveRenewalDates(elsewhere, nobody)).rejects.toMatchObject({
      ...{ code: "invalid_state", details: { state: "empty" } },
    });
    const fields = fieldsOf(await shownTo(own));
    const both = await Promise.allSettled([
      moveRenewalDates(own.ctx, fields),
      moveRenewalDates(own.ctx, fields),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  it("is nobody else's to look at", async () => {
    const own = await three();
    const { id } = await moveRenewalDates(own.ctx, fieldsOf(await shownTo(own)));
    const elsewhere = await aContext({ at: own.ctx.at });

    expect(await findLastRenewalMove(elsewhere)).toBeUndefined();
    await expect(
      listRenewalMoveItems(elsewhere, RenewalMoveId.parse(id), { after: null, limit: 10 }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
