import { listApiKeys } from "@/lib/api-key/reads";
import type { Context } from "@/lib/context";
import { listPermissions } from "@/lib/transport/staff-gate";
import { featureChoices } from "../ledger/load-ledger";

/** What the form of filters offers; keys are named to those who may see them. */
export async function loadChoices(ctx: Context) {
  const permissions = await listPermissions();
  const [features, keys] = await Promise.all([
    featureChoices(ctx),
    permissions.includes("developer:read") ? listApiKeys(ctx) : [],
  ]);
  return {
    features,
    keys: keys.map(({ id, name, lastFour }) => ({ value: id, label: `${name} …${lastFour}` })),
  };
}
