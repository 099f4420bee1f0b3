"use client";

import { useTransition } from "react";
import { toast } from "sonner";
import { Credits, Money } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { ChangeView } from "@/lib/subscription/schema/change";
import { cancelScheduledChangeAction } from "../actions";

/** What comes at the period's end, and how to call it off. */
export function ScheduledChangeNotice({
  change,
  zone,
  mayWrite,
}: {
  change: ChangeView;
  zone: string;
  mayWrite: boolean;
}) {
  const [isPending, startTransition] = useTransition();
  const { outcome, dueAt, id, renewal } = change;
  const callOff = () =>
    startTransition(async () => {
      const result = await cancelScheduledChangeAction({ changeId: id });
      if (result.ok) toast.success("The change was called off");
      else toast.error(result.problem.message);
    });
  return (
    <Notice title={renewal ? "Renews on another day" : `Changes to ${outcome.to.planName}`}>
      <p>
        On <Instant at={dueAt} show="exact" zone={zone} />:{" "}
        <Money amount={outcome.total} currency={outcome.currency} />
        {outcome.issued.map(({ name, credits, creditUnit }) => (
          <span key={`${name} ${credits}`}>
            {" "}
            and <Credits amount={credits} unit={creditUnit} />
          </span>
        ))}
        .{" "}
        {renewal && (
          <>
            That is the period up to <Instant at={outcome.periodEnd} show="day" zone={zone} />, from
            which on it renews there.
          </>
        )}
      </p>
      {mayWrite && (
        <Button className="mt-2" disabled={isPending} onClick={callOff}>
          {isPending ? "Calling off…" : "Call off the change"}
        </Button>
      )}
    </Notice>
  );
}
