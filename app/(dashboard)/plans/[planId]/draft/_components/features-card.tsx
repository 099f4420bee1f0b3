"use client";

import { useFieldArray, useFormContext } from "react-hook-form";
import { ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import type { PlanDraftFields } from "@/lib/catalog/schema/plan";
import { rateWords } from "@/lib/money/format";
import type { FeatureOption } from "../../../_components/offer";
import { PartFault } from "./draft-field";
import { newEntitlement } from "./draft-fields";
import { EntitlementFields } from "./entitlement-fields";
import { SectionCard } from "./section-card";

/** Every feature there is, and what the plan allows of those it lists. */
export function FeaturesCard({ features }: { features: readonly FeatureOption[] }) {
  const { control } = useFormContext<PlanDraftFields>();
  const { fields, append, remove } = useFieldArray({
    control,
    name: "entitlements",
    keyName: "row",
  });
  const known = new Set(features.map(({ id }) => id));
  const placeOf = (id: string) => fields.findIndex(({ featureId }) => featureId === id);
  return (
    <SectionCard
      id="features"
      title="Features"
      description="Free units cost nothing; past them each unit costs its credits. A limit refuses what is beyond it."
    >
      {features.length === 0 && (
        <div className="grid justify-items-start gap-2 text-muted text-sm">
          There are no features yet.
          <ButtonLink href="/features/new" size="sm">
            New feature
          </ButtonLink>
        </div>
      )}
      <ul className="grid divide-y">
        {features.map((feature) => {
          const place = placeOf(feature.id);
          return (
            <li key={feature.id} className="grid gap-3 py-2.5 first:pt-0 last:pb-0">
              <Checkbox
                label={<span className="font-medium">{feature.name}</span>}
                hint={priceHint(feature)}
                checked={place >= 0}
                onChange={() =>
                  place < 0
                    ? append(newEntitlement(feature.id), { shouldFocus: false })
                    : remove(place)
                }
              />
              {place >= 0 && <EntitlementFields index={place} feature={feature} />}
            </li>
          );
        })}
        {fields.map(({ row, featureId }, place) =>
          known.has(featureId) ? null : (
            <li key={row} className="grid gap-1 py-2.5">
              <Checkbox label="An archived feature" checked onChange={() => remove(place)} />
              <PartFault path={`entitlements.${place}.featureId`} />
            </li>
          ),
        )}
      </ul>
    </SectionCard>
  );
}

function priceHint({ type, cost, unitSingular }: FeatureOption): string {
  if (type === "BOOLEAN") return "on or off";
  if (type === "STATIC") return "a fixed value";
  if (cost === null) return "metered, no price";
  return rateWords(cost, unitSingular);
}
