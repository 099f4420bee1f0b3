"use client";

import { useFormContext } from "react-hook-form";
import type { PlanRow } from "@/lib/catalog/schema/plan";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { StartFields } from "./start-fields";

/** The plans as cards, of which one is chosen. */
export function PlanChoice({ plans }: { plans: readonly PlanRow[] }) {
  const { register, setValue, formState } = useFormContext<StartFields>();
  const fault = formState.errors.planId?.message;
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Plan</legend>
      {plans.map((plan) => (
        <label
          key={plan.id}
          className="flex items-start gap-3 rounded-lg border bg-surface px-4 py-3 hover:border-control has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            value={plan.id}
            className="mt-0.5 size-4 shrink-0 accent-accent"
            {...register("planId", { onChange: () => setValue("billingPeriod", null) })}
          />
          <span className="grid min-w-0 gap-0.5">
            <span className="font-medium">{plan.name}</span>
            <span className="numerals text-muted text-sm">{termsOf(plan)}</span>
          </span>
        </label>
      ))}
      {fault && (
        <p role="alert" className="text-danger text-xs">
          {fault}
        </p>
      )}
    </fieldset>
  );
}

const WORDS: Readonly<Record<string, string>> = {
  MONTHLY: "month",
  QUARTERLY: "quarter",
  SEMI_ANNUAL: "half-year",
  ANNUAL: "year",
};

function termsOf({ prices, credits, currency }: PlanRow): string {
  const fees = prices.map(
    ({ amount, period }) => `${formatMoney(amount, currency)} / ${WORDS[period] ?? period}`,
  );
  const grants = credits.map(
    (grant) =>
      `${formatCredits(grant.credits)} ${grant.creditUnit} ${
        grant.cadence === "ONETIME" ? "once" : `/ ${WORDS[grant.period] ?? grant.period}`
      }`,
  );
  return [...(fees.length > 0 ? fees : ["no fee"]), ...grants].join(" · ");
}
