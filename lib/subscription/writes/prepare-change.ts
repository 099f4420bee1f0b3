/** What a change is from and to, and when; refused before anything is written. */
import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField, notFound } from "@/lib/errors";
import { idText, type PlanId, type PlanVersionId } from "@/lib/ids";
import type { PeriodLength } from "@/lib/time/period";
import type { ChangeMode } from "../rules/change-credit";
import {
  type ChangeTime,
  type ChangeType,
  changeTypeOf,
  usualTime,
} from "../rules/change-direction";
import {
  type Had,
  hasOwnTerms,
  isSame,
  sameTiers,
  type Target,
  targetOf,
} from "../rules/change-target";
import type { Choices } from "../rules/choices";
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
  readonly to: BilledTerms;
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
  return decideChange(await loadCatalog(tx, ctx.organizationId), subscription, asked);
}

/** The same of what was read already. @throws DomainError as `prepareChange`. */
export function decideChange(
  catalog: Catalog,
  subscription: Subscription,
  asked: AskedChange,
): PreparedChange {
  refuseUnlessRenewing(subscription);
  const from = termsNow(catalog, subscription);
  const had: Had = { ...from, version: plainVersion(catalog, subscription.planVersionId) };
  const version = targetVersion(catalog, had.version, asked);
  const target = chosenTarget(version, asked, had);
  if (isSame(had, { version, ...target })) {
    throw invalidField("planId", "The subscription has this plan and tier already");
  }
  const to = { ...target, version: withChoices(catalog, version, target.choices) };
  const mode = "toVersion" in asked ? "prorate" : asked.mode;
  if (mode === "prorate" && to.billingPeriod !== from.billingPeriod) {
    throw invalidField("mode", "Periods are kept only where both plans have the same interval");
  }
  const type = changeTypeOf(from, to);
  const time = asked.when ?? usualTime(type);
  // A migration cuts no trial short.
  const isTried = "toVersion" in asked && subscription.status === "TRIALING";
  return { catalog, from, to, type, mode, time: isTried ? "period_end" : time };
}

function refuseUnlessRenewing({ status }: Subscription): void {
  if (status === "TRIALING" || status === "ACTIVE" || status === "PAST_DUE") return;
  const words = {
    SCHEDULED: "has not started",
    PAUSED: "is paused",
    CANCELLED: "was cancelled",
    ENDED: "has ended",
  }[status];
  throw wrongState("subscription", status.toLowerCase(), `The subscription ${words}`);
}

export function termsNow(catalog: Catalog, subscription: Subscription): BilledTerms {
  const { planVersionId, choices, course } = subscription;
  const version = withChoices(catalog, plainVersion(catalog, planVersionId), choices);
  return { version, choices, billingPeriod: course.cadence.length };
}

/** @throws RangeError if the catalogue is not the subscription's own. */
export function plainVersion({ planVersions }: Catalog, id: PlanVersionId): PlanVersion {
  const version = planVersions.get(id);
  if (!version) throw new RangeError(`no plan version ${id}`);
  return version;
}

export function withChoices(catalog: Catalog, { id }: PlanVersion, choices: Choices): PlanVersion {
  const terms = termsOf(catalog, { planVersionId: id, choices });
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
  if ("toVersion" in asked && hasOwnTerms(had.choices)) {
    throw wrongState("subscription", "own_terms", "It has terms of its own: change it by hand");
  }
  const same = "toVersion" in asked ? sameTiers(version, had) : asked;
  if (!same) throw invalidField("tiers", "The new version has no tier with as many credits");
  const target = targetOf(version, { ...open, ...same }, had);
  if ("fault" in target) throw invalidField(target.field, target.fault);
  return target;
}

const wrongState = (entity: string, state: string, message: string) =>
  new DomainError("invalid_state", message, { entity, state });
