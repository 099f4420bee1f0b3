import type { ReactNode } from "react";
import type { TraceStage } from "@/lib/usage/schema/event";
import type { ExplainedEvent } from "@/lib/usage/schema/trace";
import { CustomerLink } from "./customer-link";
import { LedgerDetails } from "./ledger-details";
import { MatchedDetails } from "./matched-details";
import { RatedDetails } from "./rated-details";
import { ReceivedDetails } from "./received-details";
import { Remedy } from "./remedy";
import { Stage, type StageState } from "./stage";
import type { TraceProps } from "./trace-props";

const STAGES: readonly (readonly [TraceStage, string])[] = [
  ["received", "Received"],
  ["validated", "Validated"],
  ["deduplicated", "Deduplicated"],
  ["customer", "Customer"],
  ["matched", "Matched"],
  ["rated", "Rated"],
  ["ledger", "Ledger"],
];

type Reached = ExplainedEvent["stages"][number];

/** The way of an event in eight stages; the one that ended it is open and says what helps. */
export function Trace(props: TraceProps) {
  const { event, stages, effects } = props.explained;
  return (
    <ol aria-label="Stages" className="grid max-w-4xl grid-cols-1 rounded-lg border bg-surface">
      {STAGES.map(([name, title], place) => {
        const stage = stages.find((one) => one.stage === name);
        const state: StageState = stage === undefined ? "skipped" : stage.isOk ? "done" : "failed";
        return (
          <Stage
            key={name}
            number={place + 1}
            title={title}
            state={state}
            message={stage?.message ?? "Not reached"}
            isOpen={name === "ledger" && event.credits !== "0"}
          >
            {stage && detailsOf(stage, props)}
          </Stage>
        );
      })}
      <Stage
        number={STAGES.length + 1}
        title="Effects"
        state="done"
        message={
          effects.length === 0
            ? "Nothing was announced"
            : `Announced: ${effects.map(({ type }) => type).join(", ")}`
        }
      />
    </ol>
  );
}

/** Null where the line says it all. */
function detailsOf({ stage, isOk }: Reached, props: TraceProps): ReactNode {
  if (isOk) return knownOf(stage, props);
  return (
    <>
      {knownOf(stage, props)}
      <Remedy {...props} stage={stage} />
    </>
  );
}

function knownOf(stage: TraceStage, props: TraceProps): ReactNode {
  switch (stage) {
    case "received":
      return <ReceivedDetails {...props} />;
    case "customer":
      return <CustomerLink {...props} />;
    case "matched":
      return <MatchedDetails {...props} />;
    case "rated":
      return <RatedDetails {...props} />;
    case "ledger":
      return <LedgerDetails {...props} />;
    default:
      return null;
  }
}
