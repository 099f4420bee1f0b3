/** What becomes of holds and of wallets as a whole. */
import type { Context } from "@/lib/context";
import { FeatureId, HoldId, type WalletId } from "@/lib/ids";
import {
  CaptureInput,
  HoldInput,
  ReleaseInput,
  WalletStateInput,
} from "@/lib/ledger/schema/commands";
import { captureHold } from "@/lib/ledger/writes/capture-hold";
import { closeWallet } from "@/lib/ledger/writes/close-wallet";
import { freezeWallet } from "@/lib/ledger/writes/freeze-wallet";
import { placeHold } from "@/lib/ledger/writes/place-hold";
import { releaseHold } from "@/lib/ledger/writes/release-hold";
import { DAYS } from "./clock";
import { anotherWallet, daysAfter, give, minutesAfter, type Scene, type Tale } from "./tale";

const HOUR_S = 3600;
const DAY_S = 86_400;

type Asked = { readonly amount: string; readonly purpose: string; readonly seconds: number };

async function hold(ctx: Context, walletId: WalletId, asked: Asked): Promise<HoldId> {
  const { amount, purpose, seconds } = asked;
  const reference = `granite-${ctx.at.getTime()}-${amount}`;
  const input = { amount, purpose, reference, expiresInSeconds: seconds };
  const { holdId } = await placeHold(ctx, { walletId }, HoldInput.parse(input));
  return HoldId.parse(holdId);
}

const capture = (ctx: Context, holdId: HoldId, amount: string, isFinal: boolean) =>
  captureHold(
    ctx,
    holdId,
    CaptureInput.parse({ amount, isFinal, reference: `granite-${ctx.at.getTime()}-${holdId}` }),
  );

/** Captured in part, expired, captured beyond itself, released, forgotten, and open. */
export const holds: Tale = async function* ({ world, resident: { walletId } }) {
  const byApplication = (ctx: Context) => world.people.application(ctx.at);
  let ctx = byApplication(yield 30);
  const spring = { amount: "200", purpose: "Export of a list", seconds: HOUR_S };
  await capture(minutesAfter(ctx, 10), await hold(ctx, walletId, spring), "120", true);
  ctx = byApplication(yield 45);
  await hold(ctx, walletId, { amount: "300", purpose: "Export nobody fetched", seconds: HOUR_S });
  ctx = byApplication(yield 60);
  const small = { amount: "80", purpose: "Research on a dozen firms", seconds: HOUR_S };
  await capture(minutesAfter(ctx, 10), await hold(ctx, walletId, small), "95", true);
  ctx = byApplication(yield 75);
  const dropped = await hold(ctx, walletId, { ...small, amount: "40" });
  const release = { reference: "granite-release", reason: "The job was cancelled" };
  await releaseHold(minutesAfter(ctx, 10), dropped, ReleaseInput.parse(release));
  ctx = byApplication(yield 87);
  await hold(ctx, walletId, { amount: "150", purpose: "Nightly research", seconds: 20 * DAY_S });
  ctx = byApplication(yield DAYS);
  const open = { amount: "250", purpose: "Export that is running", seconds: 7 * DAY_S };
  await capture(ctx, await hold(ctx, walletId, open), "60", false);
};

const featureOf = ({ world }: Scene, key: string) => world.catalogue.features.get(key) ?? "";

/** Three wallets and the order they pay in; one, and a grant in another, are for one feature only. */
export const severalWallets: Tale = async function* (scene) {
  const ctx = yield 50;
  const ends = { expiresAt: daysAfter(ctx, 120) };
  const exports = await anotherWallet(ctx, scene.resident, {
    ...{ name: "Exports", priority: 5, featureIds: [featureOf(scene, "contact_export")] },
  });
  const campaign = await anotherWallet(ctx, scene.resident, { name: "Campaign", priority: 10 });
  await give(ctx, exports, {
    ...{ name: "Export credits", credits: "800", reference: "silverbirch-exports", ...ends },
  });
  await give(ctx, campaign, {
    ...{ name: "Campaign budget", credits: "1500", reference: "silverbirch-campaign", ...ends },
  });
  await give(ctx, scene.resident.walletId, {
    ...{ name: "Phone credits", credits: "200", reference: "silverbirch-phones", ...ends },
    featureIds: [FeatureId.parse(featureOf(scene, "phone_reveal"))],
  });
};

export const frozen: Tale = async function* ({ resident: { walletId } }) {
  const input = { reason: "The bank took their last payment back", reference: "juniper-freeze" };
  await freezeWallet(yield 86, walletId, WalletStateInput.parse(input));
};

export const closed: Tale = async function* ({ resident }) {
  const ctx = yield 20;
  const walletId = await anotherWallet(ctx, resident, { name: "Old contract", priority: 90 });
  const given = { name: "Credits of the old contract", credits: "400", reference: "dovetail-old" };
  await give(ctx, walletId, given);
  const input = { reason: "The old contract has ended", reference: "dovetail-close" };
  await closeWallet(yield 70, walletId, WalletStateInput.parse(input));
};
