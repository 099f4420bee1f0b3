"use client";

import { useFormContext } from "react-hook-form";
import { Instant } from "@/components/domain/instant";
import { Radio } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import type { SubscriptionView } from "@/lib/subscription/schema";
import type { ChangeFields } from "@/lib/subscription/schema/change";

type Time = NonNullable<ChangeFields["when"]>;

/** When the change happens, and what then becomes of the current period. */
export function TermsStep({
  subscription: { currentPeriodEnd, zone },
  usual,
}: {
  subscription: SubscriptionView;
  /** When it happens unless one says; undefined until that is known. */
  usual: Time | undefined;
}) {
  const { register, setValue, watch } = useFormContext<ChangeFields>();
  const when = watch("when") ?? usual;
  const choose = (time: Time) => ({
    name: "change-time",
    checked: when === time,
    onChange: () => setValue("when", time),
    // Pressed where it stands already, it is said: it must not follow another plan's usual time.
    onClick: () => setValue("when", time),
  });
  return (
    <div className="grid gap-4">
      <FieldSet legend="When">
        <Radio
          label="Now"
          hint="A dearer plan starts now unless you choose otherwise."
          {...choose("now")}
        />
        <Radio
          label={
            <>
              At the end of the period, <Instant at={currentPeriodEnd} show="day" zone={zone} />
            </>
          }
          hint="A cheaper plan waits until then unless you choose otherwise. Until then the change can be called off."
          {...choose("period_end")}
        />
      </FieldSet>
      {when !== "period_end" && (
        <FieldSet legend="The current period">
          <Radio
            value="restart"
            label="Ends, and a new one starts"
            hint="Unspent plan credits are replaced; the unused part of the price is credited."
            {...register("mode")}
          />
          <Radio
            value="prorate"
            label="Goes on"
            hint="Price and credits are counted for the time left. Both plans must be billed at the same interval."
            {...register("mode")}
          />
          <Radio
            value="keep"
            label="Ends, but its credits stay"
            hint="They stay until they expire; nothing of the price is credited."
            {...register("mode")}
          />
        </FieldSet>
      )}
    </div>
  );
}
