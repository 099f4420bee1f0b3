"use server";

import { GrantId } from "@/lib/ids";
import { VoidGrantInput } from "@/lib/ledger/schema";
import { ExtendGrantInput, TransferInput } from "@/lib/ledger/schema/commands";
import { extendGrant, previewExtendGrant } from "@/lib/ledger/writes/extend-grant";
import { previewTransfer, transferCredits } from "@/lib/ledger/writes/transfer-credits";
import { previewVoid, voidGrant } from "@/lib/ledger/writes/void-grant";
import { commandAction, previewAction } from "../command-action";

const voiding = { permission: "wallet:reverse", of: GrantId, input: VoidGrantInput } as const;
const extending = { permission: "wallet:manage", of: GrantId, input: ExtendGrantInput } as const;
const transferring = { permission: "wallet:manage", of: GrantId, input: TransferInput } as const;

export const previewVoidGrantAction = previewAction({ ...voiding, run: previewVoid });
export const voidGrantAction = commandAction({ ...voiding, run: voidGrant });

export const previewExtendAction = previewAction({ ...extending, run: previewExtendGrant });
export const extendGrantAction = commandAction({ ...extending, run: extendGrant });

export const previewTransferAction = previewAction({ ...transferring, run: previewTransfer });
export const transferCreditsAction = commandAction({ ...transferring, run: transferCredits });
