"use server";

import { GrantId } from "@/lib/ids";
import { VoidGrantInput } from "@/lib/ledger/schema";
import { previewVoid, voidGrant } from "@/lib/ledger/writes/void-grant";
import { commandAction, previewAction } from "../command-action";

const voiding = { permission: "wallet:reverse", of: GrantId, input: VoidGrantInput } as const;

export const previewVoidGrantAction = previewAction({ ...voiding, run: previewVoid });
export const voidGrantAction = commandAction({ ...voiding, run: voidGrant });
