"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { Button } from "@/components/ui/button";
import { Radio } from "@/components/ui/checkbox";
import { FieldSet } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { MigrationView } from "@/lib/subscription/schema/migration";
import { migrateSubscribersAction } from "../actions";

/** When they are moved, and the button that says how many. */
export function MigrateForm({
  planId,
  when,
  total,
}: {
  planId: string;
  when: MigrationView["when"];
  total: number;
}) {
  const router = useRouter();
  const [fault, setFault] = useState<string>();
  const [isPending, startTransition] = useTransition();
  const choose = (time: MigrationView["when"]) => ({
    name: "migration-time",
    checked: when === time,
    onChange: () => router.replace(`/plans/${planId}/migrate?when=${time}`, { scroll: false }),
  });
  const move = () =>
    startTransition(async () => {
      const result = await migrateSubscribersAction({ planId, when });
      if (!result.ok) return setFault(result.problem.message);
      setFault(undefined);
      toast.success("They are being moved");
      router.refresh();
    });
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
      {fault && <Notice tone="danger" title={fault} />}
      <div>
        <Button variant="primary" disabled={isPending || total === 0} onClick={move}>
          {total === 0
            ? "Nobody to move"
            : `Move ${total} ${total === 1 ? "subscriber" : "subscribers"}`}
        </Button>
      </div>
    </div>
  );
}
