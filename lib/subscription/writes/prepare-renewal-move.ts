/** Where a renewal date is moved to, and what that changes; refused before anything is written. */
import type { Catalog } from "@/lib/catalog/rules/catalog";
import { loadCatalog } from "@/lib/catalog/store";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { DomainError, invalidField } from "@/lib/errors";
import { localDay } from "@/lib/time/zone";
import { choicesAfter, choicesBegun } from "../rules/choices";
import { committedPeriod } from "../rules/commitment";
import { newAnchor, type RenewalTarget } from "../rules/new-anchor";
import type { Subscription } from "../store";
import {
  type BilledTerms,
  type PreparedChange,
  plainVersion,
  refuseUnlessRenewing,
  termsNow,
  withChoices,
} from "./prepare-change";

/** @throws DomainError as `decideRenewalMove`. */
export async function prepareRenewalMove(
  tx: Tx,
  ctx: Context,
  subscription: Subscription,
  target: RenewalTarget,
): Promise<PreparedChange> {
  const catalog = await loadCatalog(tx, ctx.organizationId);
  return decideRenewalMove(catalog, subscription, { target, now: ctx.at });
}

/**
 * The same plan, terms and add-ons, on another line of periods from the running one's end on.
 *
 * @throws DomainError `invalid_state` for a subscription that does not renew, is tried or is to
 *   change, or whose commitment runs beyond its period; `validation_error` for the day.
 */
export function decideRenewalMove(
  catalog: Catalog,
  subscription: Subscription,
  { target, now }: { readonly target: RenewalTarget; readonly now: Date },
): PreparedChange {
  refuseUnlessMovable(subscription);
  const { course, billingCycle } = subscription;
  const from = termsNow(catalog, subscription, now);
  refuseCommitted(from, subscription);
  const anchor = newAnchor(course, billingCycle, target);
  if ("fault" in anchor) throw invalidField(anchor.field, anchor.fault);
  const to = movedTerms(catalog, subscription, course.period.end);
  return {
    catalog,
    from,
    to: { ...to, anchor },
    type: "lateral",
    time: "period_end",
    mode: "keep",
  };
}

/** As the subscription would go on from its period's end: its own terms and add-ons come along. */
export function movedTerms(
  catalog: Catalog,
  { course, planVersionId, ...before }: Subscription,
  at: Date,
): BilledTerms {
  const choices = choicesBegun(choicesAfter(before.choices, at));
  const version = withChoices(catalog, plainVersion(catalog, planVersionId), { choices, at });
  return { version, choices, billingPeriod: course.cadence.length };
}

function refuseUnlessMovable(subscription: Subscription): void {
  refuseUnlessRenewing(subscription);
  const { status, course } = subscription;
  if (status === "TRIALING") {
    throw refusal("trialing", "It is on trial: its renewal date can be moved once its plan starts");
  }
  if (course.endsAt !== null) {
    throw refusal("changing", "It is to change at its period's end: call that off first");
  }
}

/** A commitment that was agreed for longer would be settled before its time. */
function refuseCommitted({ version }: BilledTerms, { course }: Pick<Subscription, "course">): void {
  const last = new Date(course.period.end.getTime() - 1);
  const committed = committedPeriod(version, course, last);
  if (committed === null || committed.whole.end <= course.period.end) return;
  const end = localDay(committed.whole.end, course.zone);
  throw refusal(
    "committed",
    `Its commitment runs to ${end}: the renewal date can be moved in the last period before`,
  );
}

const refusal = (state: string, message: string) =>
  new DomainError("invalid_state", message, { entity: "subscription", state });
