/** What a start decides before it writes anything; a preview shows just this. */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { CustomerRow } from "@/lib/customer/rules/customer";
import { loadCustomer } from "@/lib/customer/store";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { idText, type PlanId, type ProductId } from "@/lib/ids";
import { billingPeriodOf, planStart, type Start, startObstacles } from "../rules/start";
import type { StartInput } from "../schema";
import { runsAnotherOf } from "../store";

export type PreparedStart = {
  readonly customer: CustomerRow;
  readonly version: PlanVersion;
  readonly productId: ProductId;
  readonly start: Start;
};

/**
 * Plans the start; a start that is to happen locks the customer before.
 *
 * @throws DomainError `not_found`; `invalid_state` for an archived customer, a plan that was not
 *   published, or one with terms that cannot be started; `already_exists` if the product allows
 *   one subscription and the customer has it; `validation_error` for the start or the period.
 */
export async function prepareStart(
  tx: Tx,
  ctx: Context,
  input: StartInput,
): Promise<PreparedStart> {
  const customer = await loadCustomer(tx, ctx.organizationId, input.customerId);
  if (!customer) throw notFound("customer", idText("cus", input.customerId));
  if (customer.archivedAt !== null) throw wrongState("customer", "archived", "It is archived");
  const startsAt = input.startsAt ?? ctx.at;
  if (startsAt > ctx.at) throw invalidField("startsAt", "A start cannot be in the future");

  const { version, productId } = await publishedVersion(tx, ctx, input.planId);
  if (await runsAnotherOf(tx, customer.id, { productId, at: startsAt })) {
    throw new DomainError("already_exists", "The customer has a subscription of this product", {
      entity: "subscription",
      field: "planId",
      value: idText("plan", input.planId),
    });
  }
  const chosen = billingPeriodOf(version, input.billingPeriod);
  if ("fault" in chosen) throw invalidField("billingPeriod", chosen.fault);
  const { billingCycle } = input;
  const terms = { startsAt, zone: customer.timezone, billingCycle, billingPeriod: chosen.length };
  return { customer, version, productId, start: planStart(version, terms) };
}

async function publishedVersion(tx: Tx, ctx: Context, planId: PlanId) {
  const { planVersions } = await loadCatalog(tx, ctx.organizationId);
  const versions = [...planVersions.values()].filter((version) => version.planId === planId);
  if (versions.length === 0) throw notFound("plan", idText("plan", planId));
  const version = versions.find(({ status }) => status === "PUBLISHED");
  if (!version?.productId) throw wrongState("plan", "draft", "The plan has not been published");
  const obstacles = startObstacles(version);
  if (obstacles.length > 0) {
    const message = `A plan with ${obstacles.join(" and ")} cannot be started yet`;
    throw wrongState("plan", "not_startable", message);
  }
  return { version, productId: version.productId };
}

const wrongState = (entity: string, state: string, message: string) =>
  new DomainError("invalid_state", message, { entity, state });
