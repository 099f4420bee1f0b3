/** What a start decides before it writes anything; a preview shows just this. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { CustomerRow } from "@/lib/customer/rules/customer";
import { loadCustomer } from "@/lib/customer/store";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { type CustomerId, idText, type PlanId, type ProductId } from "@/lib/ids";
import { type BillingMethod, billingOf } from "@/lib/invoicing/rules/billing";
import { loadBillingDefaults } from "@/lib/invoicing/store/billing";
import { addDuration } from "@/lib/time/duration";
import { type Choices, NO_CHOICES } from "../rules/choices";
import { chooseAddOns } from "../rules/choose-add-ons";
import { chooseQuantities } from "../rules/choose-quantities";
import { chooseTiers } from "../rules/choose-tiers";
import { FURTHEST } from "../rules/furthest";
import { billingPeriodOf, planStart, type Start, trialDaysOf } from "../rules/start";
import { plainTerms, termsOf } from "../rules/terms";
import type { StartInput } from "../schema";
import { hadTrial, runsAnotherOf } from "../store";
import { agreedAtStart } from "./agree-terms";
import { spareFree } from "./spare-free";

export type PreparedStart = {
  readonly customer: CustomerRow;
  /** As this subscription has it. */
  readonly version: PlanVersion;
  readonly choices: Choices;
  readonly productId: ProductId;
  readonly billing: BillingMethod;
  readonly start: Start;
};

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
  if (addDuration(startsAt, FURTHEST, customer.timezone) < ctx.at) {
    throw invalidField("startsAt", "A start cannot be more than two years back");
  }

  const catalog = await loadCatalog(tx, ctx.organizationId);
  const { version, productId } = publishedVersion(catalog, input.planId);
  if (await runsAnotherOf(tx, customer.id, { productId, at: startsAt })) {
    const message =
      "The customer has a subscription of this product: change its plan, or let it end first";
    throw new DomainError("already_exists", message, {
      entity: "subscription",
      field: "planId",
      value: idText("plan", input.planId),
    });
  }
  const chosen = choose(catalog, version, input);
  const { billingPeriod } = chosen;
  const choices = withAgreed(ctx, chosen.choices, { catalog, version, input, startsAt });
  const terms = termsOf(catalog, { planVersionId: version.id, choices }, startsAt);
  if (!terms) throw new RangeError(`no plan version ${version.id}`);
  const { billingCycle } = input;
  const zone = customer.timezone;
  const trialDays = await trialFor(tx, input, {
    customerId: customer.id,
    productId,
    offered: trialDaysOf(terms, billingPeriod),
  });
  const planned = planStart(terms, { startsAt, zone, billingCycle, billingPeriod, trialDays });
  const of = { catalog, version: terms, customerId: customer.id };
  const start = await spareFree(tx, planned, of);
  const billing = billingOf(input, await loadBillingDefaults(tx, ctx.organizationId));
  return { customer, version: terms, choices, productId, billing, start };
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
  const { currency, productId } = version;
  const to = { currency, productId, length: period.length };
  const addOns = chooseAddOns(catalog, input.addOns, to);
  if ("fault" in addOns) throw invalidField(addOns.field, addOns.fault);
  const choices: Choices = { ...NO_CHOICES, ...tiers, ...quantities, ...addOns };
  return { choices, billingPeriod: period.length };
}

/** Terms of its own, judged by those that it would have without. */
function withAgreed(
  ctx: Context,
  choices: Choices,
  about: {
    readonly catalog: Catalog;
    readonly version: PlanVersion;
    readonly input: StartInput;
    readonly startsAt: Date;
  },
): Choices {
  const { catalog, version, input, startsAt } = about;
  const terms = plainTerms(catalog, { planVersionId: version.id, choices }, startsAt);
  const overrides = agreedAtStart(ctx, { catalog, terms, input, startsAt });
  return overrides.length > 0 ? { ...choices, overrides } : choices;
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
