"use server";

import { RefillId, WalletId } from "@/lib/ids";
import { ResetInput, VoidWalletInput, WalletStateInput } from "@/lib/ledger/schema/commands";
import { RefillInput, StopRefillInput } from "@/lib/ledger/schema/refill";
import { AdjustInput, UpdateWalletInput } from "@/lib/ledger/schema/wallet-commands";
import { adjustWallet, previewAdjustWallet } from "@/lib/ledger/writes/adjust-wallet";
import { closeWallet, previewCloseWallet } from "@/lib/ledger/writes/close-wallet";
import {
  freezeWallet,
  previewFreeze,
  previewUnfreeze,
  unfreezeWallet,
} from "@/lib/ledger/writes/freeze-wallet";
import { previewResetWallet, resetWallet } from "@/lib/ledger/writes/reset-wallet";
import { previewStartRefill, startRefill } from "@/lib/ledger/writes/start-refill";
import { previewStopRefill, stopRefill } from "@/lib/ledger/writes/stop-refill";
import { updateWallet } from "@/lib/ledger/writes/update-wallet";
import { previewVoidWallet, voidWallet } from "@/lib/ledger/writes/void-wallet";
import { commandAction, previewAction } from "../command-action";

const ofWallet = { permission: "wallet:manage", of: WalletId } as const;
const adjusting = { ...ofWallet, input: AdjustInput };
const resetting = { ...ofWallet, input: ResetInput };
const refilling = { ...ofWallet, input: RefillInput };
const stopping = { permission: "wallet:manage", of: RefillId, input: StopRefillInput } as const;
const voiding = { permission: "wallet:reverse", of: WalletId, input: VoidWalletInput } as const;
const changingState = { ...ofWallet, input: WalletStateInput };

export const previewAdjustAction = previewAction({ ...adjusting, run: previewAdjustWallet });
export const adjustWalletAction = commandAction({ ...adjusting, run: adjustWallet });

export const previewFreezeAction = previewAction({ ...changingState, run: previewFreeze });
export const freezeWalletAction = commandAction({ ...changingState, run: freezeWallet });
export const previewUnfreezeAction = previewAction({ ...changingState, run: previewUnfreeze });
export const unfreezeWalletAction = commandAction({ ...changingState, run: unfreezeWallet });

export const previewCloseAction = previewAction({ ...changingState, run: previewCloseWallet });
export const closeWalletAction = commandAction({ ...changingState, run: closeWallet });

export const updateWalletAction = commandAction({
  ...ofWallet,
  input: UpdateWalletInput,
  run: updateWallet,
});

export const previewVoidWalletAction = previewAction({ ...voiding, run: previewVoidWallet });
export const voidWalletAction = commandAction({ ...voiding, run: voidWallet });

export const previewResetAction = previewAction({ ...resetting, run: previewResetWallet });
export const resetWalletAction = commandAction({ ...resetting, run: resetWallet });

export const previewRefillAction = previewAction({ ...refilling, run: previewStartRefill });
export const startRefillAction = commandAction({ ...refilling, run: startRefill });
export const previewStopRefillAction = previewAction({ ...stopping, run: previewStopRefill });
export const stopRefillAction = commandAction({ ...stopping, run: stopRefill });
