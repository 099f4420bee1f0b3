"use client";

import { useRouter } from "next/navigation";
import { Radio } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import type { MigrationDryRun, MigrationView } from "@/lib/subscription/schema/migration";
import { MoveDialog } from "./move-dialog";

type When = MigrationView["when"];

/** When they are moved, and the button that says how many. */
export function MigrateForm({
  dryRun,
  when,
  isRunning,
}: {
  dryRun: MigrationDryRun;
  when: When;
  /** One is on its way: another would be refused. */
  isRunning: boolean;
}) {
  const router = useRouter();
  const { planId, impacts } = dryRun;
  const choose = (time: When) => ({
    name: "migration-time",
    checked: when === time,
    onChange: () => router.replace(`/plans/${planId}/migrate?when=${time}`, { scroll: false }),
  });
  const stuck = impacts.filter(({ at }) => at === null).length;
  return (
    <div className="grid gap-4">
      <FieldSet legend="When">
        <Radio
          label="At each one’s next renewal"
          hint="Until then it can be called off on the subscription."
          {...choose("period_end")}
        />
        <Radio
          label="Now"
          hint="Periods stay; price and credits go by the time that is left. Trials go on to their end."
          {...choose("now")}
        />
      </FieldSet>
      <div className="flex flex-wrap items-center gap-3">
        <MoveDialog dryRun={dryRun} when={when} isRunning={isRunning} />
        {stuck > 0 && (
          <p className="text-muted text-sm">
            {stuck === 1
              ? "One of those shown cannot be moved"
              : `${stuck} of those shown cannot be moved`}
            , and stays where it is.
          </p>
        )}
      </div>
    </div>
  );
}
