"use server";

import { HoldId, WalletId } from "@/lib/ids";
import { CaptureInput, HoldInput, ReleaseInput } from "@/lib/ledger/schema/commands";
import { captureHold, previewCaptureHold } from "@/lib/ledger/writes/capture-hold";
import { placeHold, previewPlaceHold } from "@/lib/ledger/writes/place-hold";
import { previewReleaseHold, releaseHold } from "@/lib/ledger/writes/release-hold";
import { commandAction, previewAction } from "../customers/[customerId]/command-action";

const placing = { permission: "wallet:hold", of: WalletId, input: HoldInput } as const;
const capturing = { permission: "wallet:hold", of: HoldId, input: CaptureInput } as const;
const releasing = { permission: "wallet:hold", of: HoldId, input: ReleaseInput } as const;

export const previewHoldAction = previewAction({
  ...placing,
  run: (ctx, walletId, hold) => previewPlaceHold(ctx, { walletId }, hold),
});
export const placeHoldAction = commandAction({
  ...placing,
  run: (ctx, walletId, hold) => placeHold(ctx, { walletId }, hold),
});

export const previewCaptureAction = previewAction({ ...capturing, run: previewCaptureHold });
export const captureHoldAction = commandAction({ ...capturing, run: captureHold });

export const previewReleaseAction = previewAction({ ...releasing, run: previewReleaseHold });
export const releaseHoldAction = commandAction({ ...releasing, run: releaseHold });
