import { describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { idText } from "@/lib/ids";
import { post } from "@/lib/ledger/post";
import { findWalletAsOf } from "@/lib/ledger/reads/as-of";
import { type OnStarter, onStarter } from "@/lib/testing/changed";
import { later } from "@/lib/testing/factories";
import { traceOf, walletOf } from "@/lib/testing/subscribed";
import { aDebit } from "@/lib/testing/wallets";
import { type ChangeFields, ChangeInput, type ChangePreview } from "../schema/change";
import { changeAsShown, foreseeChange } from "./foresee-change";
import { renewSubscriptions } from "./renew-subscriptions";

const DAY_15 = Date.UTC(2026, 3, 16);
const laterFor = (own: OnStarter, seconds: number) =>
  later(own.ctx, new Date(DAY_15 + seconds * 1000));
const toPro = ({ pro }: OnStarter, over: ChangeFields = {}) =>
  ChangeInput.parse({ planId: idText("plan", pro), ...over });
const asShown = (ctx: Context, own: OnStarter, fingerprint: string, over: ChangeFields = {}) =>
  changeAsShown(ctx, own.id, { input: toPro(own, over), fingerprint });

/** `day: balance` where it moves, with what it would be without the change. */
function movesOf({ daily }: ChangePreview): readonly string[] {
  const [unit] = daily.units;
  const figures = (unit?.days ?? []).map(({ on, changed, unchanged }) => ({
    on,
    told: `${changed} not ${unchanged}`,
  }));
  return figures
    .filter(({ told }, place) => told !== figures[place - 1]?.told)
    .map(({ on, told }) => `${on}: ${told}`);
}

/** What the wallet held at the end of each day, as the books have it once all of them are over. */
async function heldOn({ ctx, walletId }: OnStarter, days: readonly string[]) {
  const then = later(ctx, new Date("2026-08-01T00:00:00Z"));
  const ends = days.map((on) => new Date(Date.parse(on) + 86_400_000 - 1));
  return Promise.all(
    ends.map(async (asOf) => {
      const { figures } = await findWalletAsOf(then, walletId, {
        asOf,
        knownAt: null,
        featureId: null,
      });
      return figures.balance;
    }),
  );
}

describe("the days after a change", () => {
  it("stand beside the days without it, to the end of its first period", async () => {
    const own = await onStarter();
    const shown = await foreseeChange(laterFor(own, 0), own.id, toPro(own));

    expect(shown.daily.zone).toBe("UTC");
    expect(shown.daily.units).toMatchObject([{ creditUnit: "credits" }]);
    expect(shown.daily.units[0]?.days).toHaveLength(31);
    expect(movesOf(shown)).toEqual(["2026-04-16: 50000 not 2000"]);
  });

  it("are the ones that come, for a change at the period's end too", async () => {
    const own = await onStarter();
    const used = laterFor(own, 5);
    await post(used, aDebit(used, own, "500"));
    const asked = toPro(own, { when: "period_end" });
    const shown = await foreseeChange(laterFor(own, 10), own.id, asked);
    expect(movesOf(shown)).toEqual(["2026-04-16: 1500 not 1500", "2026-05-01: 50000 not 2000"]);

    await changeAsShown(laterFor(own, 10), own.id, { input: asked });
    await renewSubscriptions(new Date("2026-06-02T00:00:00Z"));

    const days = shown.daily.units[0]?.days ?? [];
    const foreseen = days.map(({ changed }) => changed);
    expect(days.at(-1)?.on).toBe("2026-06-01");
    expect(
      await heldOn(
        own,
        days.map(({ on }) => on),
      ),
    ).toEqual(foreseen);
  });
});

describe("a preview of a change", () => {
  it("tells lines, grants and balances, and changes nothing", async () => {
    const own = await onStarter();
    const before = await traceOf(own);

    const { change, fingerprint } = await foreseeChange(laterFor(own, 0), own.id, toPro(own));

    expect(change.outcome).toMatchObject({
      lines: [
        { kind: "recurring", amount: "800" },
        { kind: "credit", amount: "-74.5" },
      ],
      feeCredits: [{ price: "149", amount: "74.5", decidedBy: "time", share: "0.5" }],
      voided: [{ credits: "2000" }],
      issued: [{ credits: "50000" }],
      balances: [{ before: { available: "2000" }, after: { available: "50000" } }],
    });
    expect(fingerprint).toMatch(/^[0-9a-f]{32}\.[0-9a-z]+$/);
    expect(await traceOf(own)).toEqual(before);
  });

  it("holds the change to it, a while later too, though amounts move with the second", async () => {
    const own = await onStarter();
    const shown = await foreseeChange(laterFor(own, 0), own.id, toPro(own, { mode: "prorate" }));

    const { view } = await asShown(laterFor(own, 600), own, shown.fingerprint, { mode: "prorate" });

    expect(view.outcome).toEqual(shown.change.outcome);
    expect(view.dueAt).toBe("2026-04-16T00:00:00.000Z");
    expect(await walletOf(own)).toMatchObject({ available: "25000" });
  });

  it("is stale once credits were used, once it is old, and once the period was renewed", async () => {
    const own = await onStarter();
    const stale = { code: "stale_preview" };
    const { fingerprint } = await foreseeChange(laterFor(own, 0), own.id, toPro(own));
    await expect(asShown(laterFor(own, 901), own, fingerprint)).rejects.toMatchObject(stale);

    const used = laterFor(own, 5);
    await post(used, aDebit(used, own, "1"));
    await expect(asShown(laterFor(own, 10), own, fingerprint)).rejects.toMatchObject(stale);

    const end = (seconds: number) => later(own.ctx, new Date(Date.UTC(2026, 4, 1) + seconds * 1e3));
    const late = await foreseeChange(end(-10), own.id, toPro(own));
    await renewSubscriptions(new Date(Date.UTC(2026, 4, 1)));
    const before = await traceOf(own);
    await expect(asShown(end(5), own, late.fingerprint)).rejects.toMatchObject(stale);
    expect(await traceOf(own)).toEqual(before);
  });
});
