"use client";

import { useState } from "react";
import { FormProvider, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { BillingDefaultsInput } from "@/lib/invoicing/schema/billing";
import type { LeftRunView } from "@/lib/subscription/schema/bulk";
import type { OfferView } from "@/lib/subscription/schema/offer";
import { AddOnsStep } from "../../_components/add-ons-step";
import { BillingStep } from "../../_components/billing-step";
import { OwnTermsStep } from "../../_components/own-terms-step";
import { PiecesStep } from "../../_components/pieces-step";
import { PlanStep } from "../../_components/plan-step";
import type { StartFields } from "../../_components/start-fields";
import { TierStep } from "../../_components/tier-step";
import { TimingStep } from "../../_components/timing-step";
import { BulkResults } from "./bulk-results";
import { BulkSummary } from "./bulk-summary";
import { CustomersStep } from "./customers-step";
import { externalIdsOf } from "./external-ids";
import { type LeftRun, leftRunOf } from "./left-run";
import { LeftRuns } from "./left-run-notice";
import { ResultsCsvButton } from "./results-csv-button";
import { type BulkRun, useBulkRun } from "./use-bulk-run";

/** Many customers on one plan: first tried, then run, as often as needed. */
export function BulkForm({
  offers,
  billing,
  externalIds,
  planId,
  left,
}: {
  offers: readonly OfferView[];
  /** What the settings say where the start says nothing. */
  billing: BillingDefaultsInput;
  externalIds: readonly string[];
  planId: string | null;
  /** Runs that were cut off, whoever began them. */
  left: readonly LeftRunView[];
}) {
  const plans = offers.filter(({ kind }) => kind === "PLAN");
  const [text, setText] = useState(externalIds.join("\n"));
  const ids = externalIdsOf(text);
  const form = useForm<StartFields>({
    defaultValues: {
      planId: (plans.find((offer) => offer.planId === planId) ?? plans[0])?.planId ?? "",
      startsAt: null,
      billingCycle: "ANNIVERSARY",
      billingPeriod: null,
      tiers: {},
      quantities: {},
      addOns: [],
      overrides: {},
    },
  });
  const { run, name, go, forget, takeUp } = useBulkRun();
  const leftRuns = left
    .map(leftRunOf)
    .filter(
      (one) => one.name !== name && offers.some(({ planId: id }) => id === one.fields.planId),
    );
  const isBusy = run !== undefined && run.done < run.of && !run.problem;
  const start = (kind: BulkRun["kind"]) =>
    void go(kind, { fields: form.getValues(), externalIds: ids });
  const takeUpAgain = (found: LeftRun) => {
    form.reset(found.fields);
    setText(found.externalIds.join("\n"));
    takeUp(found);
  };

  return (
    <FormProvider {...form}>
      <LeftRuns runs={leftRuns} isBusy={isBusy} onTakeUp={takeUpAgain} />
      {/* What was tried is no longer what would be run once a choice changes. */}
      <form
        aria-label="Subscribe many"
        onChange={forget}
        onSubmit={(event) => {
          event.preventDefault();
          start("dry");
        }}
        className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
      >
        <fieldset disabled={isBusy} className="grid grid-cols-1 gap-4">
          <Card title="Customers">
            <CustomersStep text={text} count={ids.length} onChange={setText} />
          </Card>
          <Card title="Plan">
            <div className="grid gap-4">
              <PlanStep plans={plans} />
              <TierStep plans={plans} />
              <PiecesStep plans={plans} />
              <AddOnsStep offers={offers} />
            </div>
          </Card>
          <Card title="Timing">
            <TimingStep zone={null} />
          </Card>
          <Card title="Billing method">
            <BillingStep defaults={billing} />
          </Card>
          <Card title="Terms">
            <OwnTermsStep plans={plans} />
          </Card>
        </fieldset>
        <div className="grid grid-cols-1 gap-4">
          <Card
            title="Run"
            description="The dry run changes nothing and says who would be refused."
          >
            <div className="grid gap-4">
              <Deeds run={run} isBusy={isBusy} count={ids.length} onRun={() => start("real")} />
              {run && <BulkSummary run={run} />}
            </div>
          </Card>
          {run && run.results.length > 0 && (
            <Card
              flush
              title="Results"
              actions={!isBusy && <ResultsCsvButton results={run.results} />}
            >
              <BulkResults rows={run.results} />
            </Card>
          )}
        </div>
      </form>
    </FormProvider>
  );
}

function Deeds({
  run,
  isBusy,
  count,
  onRun,
}: {
  run: BulkRun | undefined;
  isBusy: boolean;
  count: number;
  onRun: () => void;
}) {
  const ready = run?.results.filter(({ outcome }) => outcome === "will_start").length ?? 0;
  const isTried = run?.kind === "dry" && !isBusy && !run.problem && ready > 0;
  const mayGoOn = run?.kind === "real" && run.problem !== undefined;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        type="submit"
        disabled={count === 0 || isBusy}
        pending={isBusy && run?.kind === "dry"}
      >
        {count === 0 ? "Try" : `Try with ${count}`}
      </Button>
      <Button
        variant="primary"
        disabled={!(isTried || mayGoOn)}
        pending={isBusy && run?.kind === "real"}
        onClick={onRun}
      >
        {mayGoOn ? "Go on" : startWords(ready)}
      </Button>
    </div>
  );
}

const startWords = (count: number): string =>
  count === 0 ? "Start" : `Start ${count} ${count === 1 ? "subscription" : "subscriptions"}`;
