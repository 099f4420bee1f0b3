/** The dialect's own client, a stranger to this code, against a server over HTTP. */
import { Flexprice } from "@flexprice/sdk";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import type { Context } from "@/lib/context";
import { databaseSettings } from "@/lib/db/settings";
import { aContext } from "@/lib/testing/factories";
import { type RunningServer, startServer } from "@/lib/testing/running-server";

/** The API alone, on the test file's own database. */
export const startApi = (): Promise<RunningServer> =>
  startServer({ DATABASE_URL: databaseSettings().url, FLORIN_ROLES: "api" });

export type Merchant = {
  readonly ctx: Context;
  readonly sdk: Flexprice;
  /** What the client has no call for. */
  readonly post: (path: string, body: unknown) => Promise<Response>;
};

/** An organization of its own, and a client with a key of it. */
export async function aMerchant({ url }: RunningServer): Promise<Merchant> {
  const ctx = await aContext({ at: new Date() });
  const { secret } = await createApiKey(ctx, { name: "SDK", scopes: ["*"], expiresAt: null });
  const sdk = new Flexprice({ serverURL: `${url}/v1`, apiKeyAuth: secret });
  const post = (path: string, body: unknown) =>
    fetch(`${url}/v1${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-api-key": secret },
      body: JSON.stringify(body),
    });
  return { ctx, sdk, post };
}
