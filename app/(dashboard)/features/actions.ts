"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { CreditCostInput, FeatureChanges, FeatureInput } from "@/lib/catalog/schema/feature";
import { addCreditCost } from "@/lib/catalog/writes/add-credit-cost";
import { archiveFeature } from "@/lib/catalog/writes/archive-feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { restoreFeature } from "@/lib/catalog/writes/restore-feature";
import { updateFeature } from "@/lib/catalog/writes/update-feature";
import { FeatureId } from "@/lib/ids";
import { action } from "@/lib/transport/action";

export const createFeatureAction = action({
  permission: "catalog:write",
  input: z.object({ feature: FeatureInput }),
  async run(ctx, { feature }) {
    const { id, name } = await createFeature(ctx, feature);
    revalidatePath("/features");
    return { id, name };
  },
});

export const updateFeatureAction = action({
  permission: "catalog:write",
  input: z.object({ featureId: FeatureId, changes: FeatureChanges }),
  async run(ctx, { featureId, changes }) {
    const { name } = await updateFeature(ctx, featureId, changes);
    revalidatePath("/features", "layout");
    return { name };
  },
});

export const addCreditCostAction = action({
  permission: "catalog:write",
  input: z.object({ featureId: FeatureId, cost: CreditCostInput }),
  async run(ctx, { featureId, cost }) {
    const added = await addCreditCost(ctx, featureId, cost);
    revalidatePath("/features", "layout");
    return added;
  },
});

export const archiveFeatureAction = action({
  permission: "catalog:write",
  input: z.object({ featureId: FeatureId }),
  async run(ctx, { featureId }) {
    const { name } = await archiveFeature(ctx, featureId);
    revalidatePath("/features", "layout");
    return { name };
  },
});

export const restoreFeatureAction = action({
  permission: "catalog:write",
  input: z.object({ featureId: FeatureId }),
  async run(ctx, { featureId }) {
    const { name } = await restoreFeature(ctx, featureId);
    revalidatePath("/features", "layout");
    return { name };
  },
});
