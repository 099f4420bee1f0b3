/** A process of its own that renews what is due, to be killed in the midst of it; driven by `killRenewals`. */
import { setDatabase } from "@/lib/db/settings";
import { renewSubscriptions } from "@/lib/subscription/writes/renew-subscriptions";

export type RenewalTask = { readonly databaseUrl: string; readonly until: string };

process.on("message", async ({ databaseUrl, until }: RenewalTask) => {
  setDatabase({ url: databaseUrl, hotConnections: 3, coldConnections: 1 });
  process.send?.("begun");
  await renewSubscriptions(new Date(until));
  process.exit();
});
