/** What a start decides before it writes anything; a preview shows just this. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { CustomerRow } from "@/lib/customer/rules/customer";
import { loadCustomer } from "@/lib/customer/store";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { type CustomerId, idText, type PlanId, type ProductId } from "@/lib/ids";
import { addDuration } from "@/lib/time/duration";
import { type Choices, NO_CHOICES } from "../rules/choices";
import { chooseAddOns } from "../rules/choose-add-ons";
import { chooseQuantities } from "../rules/choose-quantities";
import { chooseTiers } from "../rules/choose-tiers";
import { hasOverrides, overrideFault } from "../rules/overrides";
import { billingPeriodOf, planStart, type Start, trialDaysOf } from "../rules/start";
import { termsOf } from "../rules/terms";
import { overridesOf, type StartInput } from "../schema";
import { hadTrial, runsAnotherOf } from "../store";

export type PreparedStart = {
  readonly customer: CustomerRow;
  /** As this subscription has it. */
  readonly version: PlanVersion;
  readonly choices: Choices;
  readonly productId: ProductId;
  readonly start: Start;
};

const FURTHEST = { count: 2, unit: "YEAR" } as const;

/**
 * Plans the start; a start that is to happen locks the customer before.
 *
 * @throws DomainError `not_found`; `invalid_state` for an archived customer, a plan that was not
 *   published, a second trial that was asked for; `already_exists` if the product allows
 *   one subscription and the customer has it; `validation_error` for the start, the period or the
 *   tier of credits.
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
  if (startsAt > addDuration(ctx.at, FURTHEST, customer.timezone)) {
    throw invalidField("startsAt", "A start cannot be more than two years ahead");
  }

  const catalog = await loadCatalog(tx, ctx.organizationId);
  const { version, productId } = publishedVersion(catalog, input.planId);
  if (await runsAnotherOf(tx, customer.id, { productId, at: startsAt })) {
    throw new DomainError("already_exists", "The customer has a subscription of this product", {
      entity: "subscription",
      field: "planId",
      value: idText("plan", input.planId),
    });
  }
  const { choices, billingPeriod } = choose(catalog, version, input);
  const terms = termsOf(catalog, { planVersionId: version.id, choices });
  if (!terms) throw new RangeError(`no plan version ${version.id}`);
  const fault = choices.overrides ? overrideFault(terms, choices.overrides) : null;
  if (fault !== null) throw invalidField("overrides", fault);
  const { billingCycle } = input;
  const zone = customer.timezone;
  const trialDays = await trialFor(tx, input, {
    customerId: customer.id,
    productId,
    offered: trialDaysOf(terms, billingPeriod),
  });
  const start = planStart(terms, { startsAt, zone, billingCycle, billingPeriod, trialDays });
  return { customer, version: terms, choices, productId, start };
}

/** A product is tried once (SEMANTICS 8.5): who had its trial starts without, unless one was asked for. */
async function trialFor(
  tx: Tx,
  { trialDays }: StartInput,
  of: { readonly customerId: CustomerId; readonly productId: ProductId; readonly offered: number },
): Promise<number> {
  const days = trialDays ?? of.offered;
  if (days === 0 || !(await hadTrial(tx, of.customerId, of.productId))) return days;
  if (trialDays === null) return 0;
  throw wrongState("trial", "used", "The customer has tried this product before");
}

/** What of the plan is taken: for which periods, which tiers of credits, how many pieces. */
function choose(catalog: Catalog, version: PlanVersion, input: StartInput) {
  const period = billingPeriodOf(version, input.billingPeriod);
  if ("fault" in period) throw invalidField("billingPeriod", period.fault);
  const tiers = chooseTiers(version, period.length, input);
  if ("fault" in tiers) throw invalidField(tiers.field, tiers.fault);
  const quantities = chooseQuantities(version, input.quantities);
  if ("fault" in quantities) throw invalidField(quantities.field, quantities.fault);
  const to = { currency: version.currency, length: period.length };
  const addOns = chooseAddOns(catalog, input.addOns, to);
  if ("fault" in addOns) throw invalidField(addOns.field, addOns.fault);
  const overrides = overridesOf(input);
  const choices: Choices = {
    ...{ ...NO_CHOICES, ...tiers, ...quantities, ...addOns },
    ...(hasOverrides(overrides) && { overrides }),
  };
  return { choices, billingPeriod: period.length };
}

function publishedVersion({ planVersions }: Pick<Catalog, "planVersions">, planId: PlanId) {
  const versions = [...planVersions.values()].filter((version) => version.planId === planId);
  if (versions.length === 0) throw notFound("plan", idText("plan", planId));
  const version = versions.find(({ status }) => status === "PUBLISHED");
  if (version?.kind === "ADD_ON") {
    throw invalidField("planId", "An add-on is sold on top of a plan");
  }
  if (!version?.productId) throw wrongState("plan", "draft", "The plan has not been published");
  return { version, productId: version.productId };
}

const wrongState = (entity: string, state: string, message: string) =>
  new DomainError("invalid_state", message, { entity, state });
