/** What a change is from and to, and when; refused before anything is written. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { idText, type PlanId, type PlanVersionId } from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import { isChargedIn } from "../rules/add-ons";
import type { ChangeMode } from "../rules/change-credit";
import {
  type ChangeTime,
  type ChangeType,
  changeTypeOf,
  usualTime,
} from "../rules/change-direction";
import { type Had, isSame, sameTiers, type Target, targetOf } from "../rules/change-target";
import { type Choices, choicesAfter, choicesBegun } from "../rules/choices";
import { keptTerms } from "../rules/kept-terms";
import type { NewAnchor } from "../rules/new-anchor";
import { termsOf } from "../rules/terms";
import type { ChangeInput } from "../schema/change";
import type { Subscription } from "../store";

/** A plan as it is billed to a subscription. */
export type BilledTerms = {
  readonly version: PlanVersion;
  readonly choices: Choices;
  readonly billingPeriod: PeriodLength;
};

export type PreparedChange = {
  readonly catalog: Catalog;
  readonly from: BilledTerms;
  /** With its anchor, where the renewal date is moved. */
  readonly to: BilledTerms & { readonly anchor?: NewAnchor };
  readonly type: ChangeType;
  readonly time: ChangeTime;
  readonly mode: ChangeMode;
};

/** What is asked for, or a version that a migration moves to with all else as it is. */
export type AskedChange =
  | ChangeInput
  | { readonly toVersion: PlanVersionId; readonly when: ChangeTime };

/**
 * @throws DomainError `not_found`; `invalid_state` for a subscription that does not renew, or a plan
 *   that was not published; `validation_error` for a plan of another product or currency, an add-on,
 *   the period, the tier or the mode, and where it would change nothing.
 */
export async function prepareChange(
  tx: Tx,
  ctx: Context,
  subscription: Subscription,
  asked: AskedChange,
): Promise<PreparedChange> {
  return decideChange(await loadCatalog(tx, ctx.organizationId), subscription, {
    ...{ asked, now: ctx.at },
  });
}

/** The same of what was read already. @throws DomainError as `prepareChange`. */
export function decideChange(
  catalog: Catalog,
  subscription: Subscription,
  { asked, now }: { readonly asked: AskedChange; readonly now: Date },
): PreparedChange {
  refuseUnlessRenewing(subscription);
  const from = termsNow(catalog, subscription, now);
  const had: Had = { ...from, version: plainVersion(catalog, subscription.planVersionId) };
  const version = targetVersion(catalog, had.version, asked);
  const chosen = chosenTarget(version, asked, had);
  const target = "toVersion" in asked ? withOwnTerms(chosen, version, { had, now }) : chosen;
  if (isSame(had, { version, ...target })) {
    throw invalidField("planId", "The subscription has this plan and tier already");
  }
  refuseAddOns(catalog, target);
  const mode = "toVersion" in asked ? "prorate" : asked.mode;
  const to = (choices: Choices): BilledTerms => ({
    ...target,
    ...{ choices, version: withChoices(catalog, version, { choices, at: now }) },
  });
  if (mode === "prorate" && target.billingPeriod !== from.billingPeriod) {
    throw invalidField("mode", "Periods are kept only where both plans have the same interval");
  }
  const type = changeTypeOf(from, to(target.choices));
  // A migration cuts no trial short.
  const isTried = "toVersion" in asked && subscription.status === "TRIALING";
  const time = isTried ? "period_end" : (asked.when ?? usualTime(type));
  // What waits for the next period comes with it: only a change that keeps the period leaves it waiting.
  const isNext = time === "period_end" || mode !== "prorate";
  const choices = isNext ? choicesAfter(target.choices, now) : target.choices;
  return { catalog, from, to: to(choicesBegun(choices)), type, mode, time };
}

/** Else their credits would come with periods that nobody is asked for. */
function refuseAddOns({ planVersions }: Catalog, { choices, billingPeriod }: Target): void {
  for (const { planVersionId } of choices.addOnsNext ?? choices.addOns) {
    const addOn = planVersions.get(planVersionId);
    if (!addOn || isChargedIn(addOn, billingPeriod)) continue;
    const message = `Its add-on ${addOn.planName} is charged in other periods: remove it first`;
    throw invalidField("billingPeriod", message);
  }
}

/** @throws DomainError `invalid_state`. */
export function refuseUnlessRenewing({ status }: Subscription): void {
  if (status === "TRIALING" || status === "ACTIVE" || status === "PAST_DUE") return;
  const words = {
    SCHEDULED: "has not started",
    PAUSED: "is paused",
    CANCELLED: "was cancelled",
    ENDED: "has ended",
  }[status];
  throw wrongState("subscription", status.toLowerCase(), `The subscription ${words}`);
}

export function termsNow(catalog: Catalog, subscription: Subscription, at: Date): BilledTerms {
  const { planVersionId, choices, course } = subscription;
  const version = withChoices(catalog, plainVersion(catalog, planVersionId), { choices, at });
  return { version, choices, billingPeriod: course.cadence.length };
}

/** @throws RangeError if the catalogue is not the subscription's own. */
export function plainVersion({ planVersions }: Catalog, id: PlanVersionId): PlanVersion {
  const version = planVersions.get(id);
  if (!version) throw new RangeError(`no plan version ${id}`);
  return version;
}

/** As these choices make it at a time. */
export function withChoices(
  catalog: Catalog,
  { id }: PlanVersion,
  { choices, at }: { readonly choices: Choices; readonly at: Date },
): PlanVersion {
  const terms = termsOf(catalog, { planVersionId: id, choices }, at);
  if (!terms) throw new RangeError(`no plan version ${id}`);
  return terms;
}

function targetVersion(catalog: Catalog, had: PlanVersion, asked: AskedChange): PlanVersion {
  if ("toVersion" in asked) return plainVersion(catalog, asked.toVersion);
  const version = asked.planId === null ? had : publishedVersion(catalog, asked.planId);
  if (version.kind !== "PLAN") throw invalidField("planId", "An add-on is sold on top of a plan");
  if (version.productId !== had.productId) {
    throw invalidField("planId", "This plan belongs to another product");
  }
  if (version.currency !== had.currency) {
    throw invalidField("planId", `This plan is sold in ${version.currency}, not ${had.currency}`);
  }
  return version;
}

function publishedVersion({ planVersions }: Catalog, planId: PlanId): PlanVersion {
  const versions = [...planVersions.values()].filter((version) => version.planId === planId);
  if (versions.length === 0) throw notFound("plan", idText("plan", planId));
  const version = versions.find(({ status }) => status === "PUBLISHED");
  if (!version) throw wrongState("plan", "draft", "The plan has not been published");
  return version;
}

function chosenTarget(version: PlanVersion, asked: AskedChange, had: Had): Target {
  const open = { tier: null, tiers: {}, billingPeriod: had.billingPeriod };
  const same = "toVersion" in asked ? sameTiers(version, had) : asked;
  if (!same) throw invalidField("tiers", "The new version has no tier with as many credits");
  const target = targetOf(version, { ...open, ...same }, had);
  if ("fault" in target) throw invalidField(target.field, target.fault);
  return target;
}

/** What was agreed for one subscriber alone moves with it, or it does not move. */
function withOwnTerms(
  { choices, billingPeriod }: Target,
  version: PlanVersion,
  { had, now }: { readonly had: Had; readonly now: Date },
): Target {
  const own = keptTerms(had.version, version, { choices: had.choices, at: now });
  if (!own) {
    const message = "The new version has no place for its own terms: change it by hand";
    throw wrongState("subscription", "own_terms", message);
  }
  return { choices: { ...choices, ...own }, billingPeriod };
}

const wrongState = (entity: string, state: string, message: string) =>
  new DomainError("invalid_state", message, { entity, state });
