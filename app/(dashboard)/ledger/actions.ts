"use server";

import { VerifyInput } from "@/lib/ledger/schema/verification";
import { verifyNow } from "@/lib/ledger/writes/verify-now";
import { action } from "@/lib/transport/action";

export const verifyNowAction = action({
  permission: "ledger:read",
  input: VerifyInput,
  run: (ctx) => verifyNow(ctx),
});
