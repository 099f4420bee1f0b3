import { beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import type { FeatureId } from "@/lib/ids";
import { countAll } from "@/lib/testing/api-refusal";
import { aContext } from "@/lib/testing/factories";
import { holdInput } from "@/lib/testing/holds";
import { refillInput } from "@/lib/testing/moves";
import { aFeature } from "@/lib/testing/usage";
import { type Account, anAccount } from "@/lib/testing/wallets";
import { CreateWalletInput } from "../schema";
import { createWallet } from "./create-wallet";
import { placeHold, previewPlaceHold } from "./place-hold";
import { previewStartRefill, startRefill } from "./start-refill";
import { updateWallet } from "./update-wallet";

type Try = (ctx: Context, account: Account, featureId: FeatureId) => Promise<unknown>;

const ofHold = (featureId: FeatureId) => ({ ...holdInput("1"), featureId });
const ofRefill = (featureId: FeatureId) => ({ ...refillInput("1"), featureIds: [featureId] });
const opened = (featureId: FeatureId) => ({
  ...CreateWalletInput.parse({ name: "Second" }),
  featureIds: [featureId],
});

const TRIES: Readonly<Record<string, Try>> = {
  "a hold": (ctx, account, id) => placeHold(ctx, account, ofHold(id)),
  "a hold's preview": (ctx, account, id) => previewPlaceHold(ctx, account, ofHold(id)),
  "a refill": (ctx, { walletId }, id) => startRefill(ctx, walletId, ofRefill(id)),
  "a refill's preview": (ctx, { walletId }, id) => previewStartRefill(ctx, walletId, ofRefill(id)),
  "a new wallet": (ctx, { customerId }, id) => createWallet(ctx, customerId, opened(id)),
  "a wallet's terms": (ctx, { walletId }, id) => updateWallet(ctx, walletId, { featureIds: [id] }),
};

describe("a feature of another organization", () => {
  let ctx: Context;
  let account: Account;
  let own: FeatureId;
  let foreign: FeatureId;
  beforeAll(async () => {
    ctx = await aContext();
    account = await anAccount(ctx, ["100"]);
    own = await aFeature(ctx);
    foreign = await aFeature(await aContext());
  });

  it.each(Object.entries(TRIES))("is none for %s", async (_, attempt) => {
    const before = await countAll();

    await expect(attempt(ctx, account, foreign)).rejects.toMatchObject({
      message: "No such feature",
      code: "validation_error",
    });

    expect(await countAll()).toEqual(before);
  });

  it.each(Object.entries(TRIES))(
    "is one for %s if it is the organization's own",
    async (_, attempt) => {
      await expect(attempt(ctx, account, own)).resolves.toBeDefined();
    },
  );
});
