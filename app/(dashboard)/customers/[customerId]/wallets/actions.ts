"use server";

import { WalletId } from "@/lib/ids";
import { WalletStateInput } from "@/lib/ledger/schema/commands";
import { AdjustInput, UpdateWalletInput } from "@/lib/ledger/schema/wallet-commands";
import { adjustWallet, previewAdjustWallet } from "@/lib/ledger/writes/adjust-wallet";
import { closeWallet, previewCloseWallet } from "@/lib/ledger/writes/close-wallet";
import {
  freezeWallet,
  previewFreeze,
  previewUnfreeze,
  unfreezeWallet,
} from "@/lib/ledger/writes/freeze-wallet";
import { updateWallet } from "@/lib/ledger/writes/update-wallet";
import { commandAction, previewAction } from "../command-action";

const ofWallet = { permission: "wallet:manage", of: WalletId } as const;
const adjusting = { ...ofWallet, input: AdjustInput };
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
