"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { CreditCostInput, FeatureChanges, FeatureInput } from "@/lib/catalog/schema/feature";
import { addCreditCost } from "@/lib/catalog/writes/add-credit-cost";
import { archiveFeature } from "@/lib/catalog/writes/archive-feature";
import { archiveFeatures } from "@/lib/catalog/writes/archive-features";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import { restoreFeature } from "@/lib/catalog/writes/restore-feature";
import { updateFeature } from "@/lib/catalog/writes/update-feature";
import { FeatureId } from "@/lib/ids";
import { action } from "@/lib/transport/action";
import { tryMeter } from "@/lib/usage/reads/try-meter";
import { TryMeterInput } from "@/lib/usage/schema/try-meter";

export const createFeatureAction = action({
  permission: "catalog:write",
  input: z.object({ feature: FeatureInput }),
  async run(ctx, { feature }) {
    const { id, name } = await createFeature(ctx, feature);
    revalidatePath("/features");
    return { id, name };
  },
});

export const tryMeterAction = action({
  permission: "usage:read",
  input: z.object({ meter: TryMeterInput }),
  run: (ctx, { meter }) => tryMeter(ctx, meter),
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

export const archiveFeaturesAction = action({
  permission: "catalog:write",
  input: z.object({ featureIds: z.array(FeatureId).min(1).max(100) }),
  async run(ctx, { featureIds }) {
    const done = await archiveFeatures(ctx, featureIds);
    revalidatePath("/features", "layout");
    return done;
  },
});

export const restoreFeaturesAction = action({
  permission: "catalog:write",
  input: z.object({ featureIds: z.array(FeatureId).min(1).max(100) }),
  async run(ctx, { featureIds }) {
    for (const id of featureIds) await restoreFeature(ctx, id);
    revalidatePath("/features", "layout");
    return { count: featureIds.length };
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
