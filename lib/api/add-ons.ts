/** Add-ons: sold on top of a subscription; drafted, priced and published as plans are. */
import * as z from "zod";
import { findPlan, findPlanByKey, listPlans } from "@/lib/catalog/reads/plans";
import { PlanChanges, type PlanDetail, PlanInput } from "@/lib/catalog/schema/plan";
import { archivePlan } from "@/lib/catalog/writes/archive-plan";
import { createPlan } from "@/lib/catalog/writes/create-plan";
import { publishPlan } from "@/lib/catalog/writes/publish-plan";
import { updatePlan } from "@/lib/catalog/writes/update-plan";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, PlanId, ProductId } from "@/lib/ids";
import { Metadata } from "@/lib/text/schema";
import { AddOnDialect, addOnDialect, addOnRowDialect } from "./dialect/add-on";
import { inDraftWords } from "./draft-words";
import { listOf, Message, PageQuery } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ addonId: PlanId });
const readable = { scope: "catalog:read", reply: AddOnDialect, status: 200 } as const;
const writable = { scope: "catalog:write", reply: AddOnDialect, status: 200 } as const;

async function addOnNamed(ctx: Context, id: PlanId): Promise<PlanDetail> {
  const plan = await findPlan(ctx, id);
  if (plan?.kind !== "ADD_ON") throw notFound("addon", idText("plan", id));
  return plan;
}

const createAddOnRoute = route({
  ...writable,
  method: "post",
  path: "/addons",
  summary: "Create an add-on, with an empty draft",
  body: z
    .strictObject({
      name: PlanInput.shape.name,
      lookup_key: PlanInput.shape.key,
      description: PlanInput.shape.description.unwrap().nullish(),
      product_id: ProductId.nullish(),
      currency: z.string().nullish(),
      metadata: Metadata.nullish(),
      /** The dialect's; how many are taken is said at the subscription. */
      type: z.enum(["onetime", "multiple_instance"]).nullish(),
    })
    .transform((body, issue) =>
      pour(
        PlanInput,
        {
          kind: "ADD_ON",
          name: body.name,
          key: body.lookup_key,
          description: body.description ?? "",
          productId: body.product_id ? idText("prod", body.product_id) : null,
          currency: body.currency ?? null,
          metadata: body.metadata ?? {},
        },
        { issue, names: { key: "lookup_key" } },
      ),
    ),
  status: 201,
  refusals: ["validation_error", "already_exists"],
  run: async (ctx, { body }) => addOnDialect(ctx, await createPlan(ctx, body)),
});

const listAddOnsRoute = route({
  ...readable,
  method: "get",
  path: "/addons",
  summary: "List add-ons, newest first",
  query: PageQuery.extend({ search: z.string().max(200).default("") }),
  reply: listOf(AddOnDialect),
  refusals: ["validation_error"],
  run: async (ctx, { query: { limit, offset, search } }) => {
    const page = await listPlans(ctx, { kind: "ADD_ON", limit, offset, search, status: null });
    return {
      items: page.items.map((row) => addOnRowDialect(ctx, row)),
      pagination: { total: page.total, limit, offset },
      next_cursor: null,
    };
  },
});

const getAddOnRoute = route({
  ...readable,
  method: "get",
  path: "/addons/{addonId}",
  summary: "Get an add-on with what is sold, or its draft while there is nothing else",
  params: Params,
  refusals: ["not_found"],
  run: async (ctx, { params: { addonId } }) => addOnDialect(ctx, await addOnNamed(ctx, addonId)),
});

const lookUpAddOnRoute = route({
  ...readable,
  method: "get",
  path: "/addons/lookup/{lookupKey}",
  summary: "Get an add-on by the key that you gave it",
  params: z.object({ lookupKey: PlanInput.shape.key }),
  refusals: ["not_found"],
  run: async (ctx, { params: { lookupKey } }) => {
    const addOn = await findPlanByKey(ctx, { kind: "ADD_ON", key: lookupKey });
    if (!addOn) throw notFound("addon", lookupKey);
    return addOnDialect(ctx, addOn);
  },
});

const updateAddOnRoute = route({
  ...writable,
  method: "put",
  path: "/addons/{addonId}",
  summary: "Change an add-on's words",
  params: Params,
  body: z.strictObject({
    name: PlanChanges.shape.name,
    description: PlanChanges.shape.description,
    metadata: PlanChanges.shape.metadata,
  }),
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { addonId }, body }) => {
    await addOnNamed(ctx, addonId);
    await updatePlan(ctx, addonId, body);
    return addOnDialect(ctx, await addOnNamed(ctx, addonId));
  },
});

const publishAddOnRoute = route({
  ...writable,
  method: "post",
  path: "/addons/{addonId}/publish",
  summary: "Publish an add-on's draft, for good",
  params: Params,
  refusals: ["not_found", "invalid_state", "validation_error"],
  run: async (ctx, { params: { addonId } }) => {
    await addOnNamed(ctx, addonId);
    return addOnDialect(ctx, await inDraftWords(ctx, addonId, () => publishPlan(ctx, addonId)));
  },
});

const deleteAddOnRoute = route({
  ...writable,
  method: "delete",
  path: "/addons/{addonId}",
  summary: "Archive an add-on; who has it keeps it",
  params: Params,
  reply: Message,
  refusals: ["not_found"],
  run: async (ctx, { params: { addonId } }) => {
    await addOnNamed(ctx, addonId);
    await archivePlan(ctx, addonId);
    return { message: "Add-on archived" };
  },
});

export const ADD_ON_ROUTES: readonly Route[] = [
  createAddOnRoute,
  listAddOnsRoute,
  lookUpAddOnRoute,
  getAddOnRoute,
  updateAddOnRoute,
  publishAddOnRoute,
  deleteAddOnRoute,
].flat();
