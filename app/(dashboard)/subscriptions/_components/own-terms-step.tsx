"use client";

import { ChevronRight } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { OwnTermField } from "./own-term-field";
import type { StartFields } from "./start-fields";

type Own = NonNullable<StartFields["overrides"]>;

/** What is agreed in place of the plan's own terms: prices, credits, limits. */
export function OwnTermsStep({ plans }: { plans: readonly OfferView[] }) {
  const { setValue, watch, formState } = useFormContext<StartFields>();
  const plan = plans.find(({ planId }) => planId === watch("planId"));
  const own: Own = watch("overrides") ?? {};
  if (!plan) return null;
  const period = watch("billingPeriod") ?? plan.periods[0];
  const fees = plan.fees.filter((fee) => !fee.isMoney || fee.period === period);
  const put = (part: "amounts" | "credits", id: string, value: string) =>
    setValue("overrides", { ...own, [part]: withOne(own[part] ?? {}, id, value) });
  const limit = (id: string, key: "includedUnits" | "usageLimit", value: string) => {
    const limits = own.limits ?? {};
    const kept = withOne((limits[id] ?? {}) as Record<string, string>, key, value);
    const { [id]: _, ...others } = limits;
    const isSome = Object.keys(kept).length > 0;
    setValue("overrides", { ...own, limits: isSome ? { ...others, [id]: kept } : others });
  };

  return (
    <details key={plan.planId} className="group">
      <summary className="inline-flex items-center gap-1 rounded-sm text-sm hover:text-ink">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        Agree terms in place of the plan's
      </summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        {fees.map(({ chargeId, name, amount, unit, isMoney }) => (
          <OwnTermField
            key={chargeId}
            label={`Price of ${name || plan.name}`}
            planValue={isMoney ? formatMoney(amount, unit) : `${formatCredits(amount)} ${unit}`}
            value={own.amounts?.[chargeId] ?? ""}
            onChange={(value) => put("amounts", chargeId, value)}
          />
        ))}
        {plan.credits.map(({ planGrantId, name, credits, creditUnit }) => (
          <OwnTermField
            key={planGrantId}
            label={name || "Plan credits"}
            planValue={`${formatCredits(credits)} ${creditUnit}`}
            value={own.credits?.[planGrantId] ?? ""}
            onChange={(value) => put("credits", planGrantId, value)}
          />
        ))}
        {plan.limits.map(({ entitlementId, featureName, includedUnits, unitPlural }) => (
          <OwnTermField
            key={entitlementId}
            label={`${featureName}, free`}
            planValue={
              includedUnits === null ? "none" : `${formatCredits(includedUnits)} ${unitPlural}`
            }
            value={own.limits?.[entitlementId]?.includedUnits ?? ""}
            onChange={(value) => limit(entitlementId, "includedUnits", value)}
          />
        ))}
        {plan.limits.map(({ entitlementId, featureName, usageLimit, unitPlural }) => (
          <OwnTermField
            key={entitlementId}
            label={`${featureName}, at most`}
            planValue={`${usageLimit === null ? "no limit on" : formatCredits(usageLimit)} ${unitPlural}`}
            value={own.limits?.[entitlementId]?.usageLimit ?? ""}
            onChange={(value) => limit(entitlementId, "usageLimit", value)}
          />
        ))}
      </div>
      <p role="alert" className="mt-2 text-danger text-xs">
        {formState.errors.overrides?.message?.toString()}
      </p>
    </details>
  );
}

/** An empty value is the plan's: then nothing is kept of it. */
function withOne(kept: Readonly<Record<string, string>>, id: string, value: string) {
  const { [id]: _, ...others } = kept;
  return value === "" ? others : { ...others, [id]: value };
}
