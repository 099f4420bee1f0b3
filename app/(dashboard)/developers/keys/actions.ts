"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { CreateApiKeyInput, RollApiKeyInput } from "@/lib/api-key/schema";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { revokeApiKey } from "@/lib/api-key/writes/revoke-api-key";
import { rollApiKey } from "@/lib/api-key/writes/roll-api-key";
import { ApiKeyId } from "@/lib/ids";
import { action } from "@/lib/transport/action";

/** The answer holds the whole key; nothing else ever does. */
export const createApiKeyAction = action({
  permission: "developer:write",
  input: z.object({ key: CreateApiKeyInput }),
  async run(ctx, { key }) {
    const minted = await createApiKey(ctx, key);
    revalidatePath("/developers/keys");
    return minted;
  },
});

export const rollApiKeyAction = action({
  permission: "developer:write",
  input: z.object({ keyId: ApiKeyId, roll: RollApiKeyInput }),
  async run(ctx, { keyId, roll }) {
    const minted = await rollApiKey(ctx, keyId, roll);
    revalidatePath("/developers/keys");
    return minted;
  },
});

export const revokeApiKeyAction = action({
  permission: "developer:write",
  input: z.object({ keyId: ApiKeyId }),
  async run(ctx, { keyId }) {
    const { name } = await revokeApiKey(ctx, keyId);
    revalidatePath("/developers/keys");
    return { name };
  },
});
