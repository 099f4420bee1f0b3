import { createLoader, parseAsString } from "nuqs/server";
import { ApiKeyId } from "@/lib/ids";

export const loadKeyParams = createLoader({ do: parseAsString, key: parseAsString });
type KeyParams = Awaited<ReturnType<typeof loadKeyParams>>;

/** The key that somebody is asked to revoke: its callers are counted first. */
export const revokedId = ({ do: deed, key }: KeyParams): ApiKeyId | undefined =>
  deed === "revoke" ? ApiKeyId.safeParse(key).data : undefined;
