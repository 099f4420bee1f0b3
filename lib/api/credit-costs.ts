/** What a unit of a feature costs, in versions by date. */
import * as z from "zod";
import { listCreditCosts } from "@/lib/catalog/reads/features";
import { CreditCostInput } from "@/lib/catalog/schema/feature";
import { addCreditCost } from "@/lib/catalog/writes/add-credit-cost";
import { notFound } from "@/lib/errors";
import { FeatureId, idText } from "@/lib/ids";
import { CreditsOrZero } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { CreditCostDialect, creditCostDialect } from "./dialect/feature";
import { InstantText, listOf, wholeList } from "./fields";
import { pour } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ featureId: FeatureId });

const CostBody = z
  .strictObject({
    credits_per_unit: amountText(CreditsOrZero),
    credit_unit: CreditCostInput.shape.creditUnit.unwrap().nullish(),
    property: z.string().nullish(),
    values: z.array(z.string()).nullish(),
    effective_from: InstantText.nullish(),
  })
  .transform((body, issue) =>
    pour(
      CreditCostInput,
      {
        creditsPerUnit: body.credits_per_unit,
        ...(body.credit_unit && { creditUnit: body.credit_unit }),
        property: body.property ?? "",
        values: body.values ?? [],
        effectiveFrom: body.effective_from ?? null,
      },
      { issue },
    ),
  );

const addCreditCostRoute = route({
  method: "post",
  path: "/features/{featureId}/credit-costs",
  scope: "catalog:write",
  summary: "Add a version of what a unit costs, from a date on",
  params: Params,
  body: CostBody,
  reply: CreditCostDialect,
  status: 201,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { featureId }, body }) =>
    creditCostDialect(idText("feat", featureId), await addCreditCost(ctx, featureId, body)),
});

const listCreditCostsRoute = route({
  method: "get",
  path: "/features/{featureId}/credit-costs",
  scope: "catalog:read",
  summary: "List every version of a feature's cost, latest first",
  params: Params,
  reply: listOf(CreditCostDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { featureId } }) => {
    const id = idText("feat", featureId);
    const costs = await listCreditCosts(ctx, featureId);
    if (!costs) throw notFound("feature", id);
    return wholeList(costs.map((cost) => creditCostDialect(id, cost)));
  },
});

export const CREDIT_COST_ROUTES: readonly Route[] = [
  addCreditCostRoute,
  listCreditCostsRoute,
].flat();
