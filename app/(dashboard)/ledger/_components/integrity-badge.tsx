"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { LoaderCircle, ShieldAlert, ShieldCheck, ShieldQuestion } from "lucide-react";
import { useState } from "react";
import { Instant } from "@/components/domain/instant";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { newReference } from "@/components/form/reference";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { verificationOptions } from "@/lib/ledger/client";
import type { LedgerCheckView, VerificationView } from "@/lib/ledger/schema/verification";
import type { Problem } from "@/lib/transport/result";
import { verifyNowAction } from "../actions";
import { CheckReport } from "./check-report";

/** Whether every balance was what its entries say when it was last looked at; opens what was checked. */
export function IntegrityBadge({ initial, zone }: { initial: VerificationView; zone: string }) {
  const { data } = useQuery(verificationOptions(initial));
  const { last, underWay } = data ?? initial;
  const { run, problem, isAsking } = useVerifyNow();
  const isRunning = isAsking || underWay !== null;

  return (
    <Popover
      label="Integrity of the ledger"
      align="start"
      trigger={
        <Button size="sm">
          <Mark last={last} />
          {wordOf(last)}
          {last && <Instant at={last.finishedAt} zone={zone} className="font-normal text-muted" />}
          {isRunning && <LoaderCircle aria-label="A check is under way" className="animate-spin" />}
        </Button>
      }
    >
      <div className="grid gap-3">
        <div>
          <h2 className="font-medium">Integrity of the ledger</h2>
          <p className="text-muted text-xs">
            Every balance is rebuilt from the entries alone and compared: every night, and whenever
            you ask.
          </p>
        </div>
        <CheckReport last={last} underWay={underWay} zone={zone} />
        {problem && <ProblemAlert problem={problem} />}
        <Button pending={isRunning} onClick={run}>
          {isRunning ? "Checking…" : "Verify now"}
        </Button>
      </div>
    </Popover>
  );
}

/** Asks for a run; the result comes with the query, which looks again while one is under way. */
function useVerifyNow() {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async () => {
    setAsking(true);
    setProblem(undefined);
    const result = await verifyNowAction({ reference: newReference() });
    if (result.ok) client.setQueryData(verificationOptions().queryKey, result.value);
    else setProblem(result.problem);
    setAsking(false);
  };
  return { run, problem, isAsking };
}

function wordOf(last: LedgerCheckView | null): string {
  switch (last?.state) {
    case "clean":
      return "Ties out";
    case "different":
      return `${last.differenceCount} ${last.differenceCount === 1 ? "difference" : "differences"}`;
    case undefined:
      return "Not checked yet";
    default:
      return "Check failed";
  }
}

function Mark({ last }: { last: LedgerCheckView | null }) {
  if (last?.state === "clean") return <ShieldCheck aria-hidden className="text-success" />;
  if (last?.state === "different") return <ShieldAlert aria-hidden className="text-danger" />;
  return <ShieldQuestion aria-hidden className="text-muted" />;
}
