"use client";

import { X } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { Instant } from "@/components/domain/instant";
import { Button } from "@/components/ui/button";
import type { OfferView } from "@/lib/subscription/schema/offer";
import type { OverridableView } from "@/lib/subscription/schema/override";
import { DatedTermDialog } from "./dated-term-dialog";
import { subjectKey } from "./override-fields";
import { KIND_WORDS, typedWords } from "./override-words";
import type { DatedTerm, StartFields } from "./start-fields";

/** What can be agreed otherwise, by plan. */
export type Overridables = Readonly<Record<string, readonly OverridableView[]>>;

/** Terms of its own for a time, or by another model: each is said in a dialog and listed here. */
export function DatedTermsStep({
  plans,
  overridables,
}: {
  plans: readonly OfferView[];
  overridables: Overridables;
}) {
  const { setValue, watch, formState } = useFormContext<StartFields>();
  const plan = plans.find(({ planId }) => planId === watch("planId"));
  const terms = watch("ownTerms") ?? [];
  const subjects = (plan && overridables[plan.planId]) ?? [];
  if (!plan || subjects.length === 0) return null;
  const put = (own: readonly DatedTerm[]) => setValue("ownTerms", [...own]);
  return (
    <div className="grid gap-2">
      {terms.length > 0 && (
        <ul aria-label="Terms for a time" className="grid divide-y rounded-md border text-sm">
          {terms.map((term, place) => (
            <li key={wordsOf(term)} className="flex items-start justify-between gap-2 px-3 py-2">
              <TermWords term={term} subjects={subjects} currency={plan.currency} />
              <Button
                size="icon"
                variant="ghost"
                aria-label={`Remove term ${place + 1}`}
                onClick={() => put(terms.filter((_, at) => at !== place))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <DatedTermDialog
        subjects={subjects}
        currency={plan.currency}
        onAdd={(term) => put([...terms.filter((one) => wordsOf(one) !== wordsOf(term)), term])}
      />
      <p role="alert" className="text-danger text-xs">
        {formState.errors.ownTerms?.message?.toString()}
      </p>
    </div>
  );
}

function TermWords({
  term: { own, sinceDay, untilDay },
  subjects,
  currency,
}: {
  term: DatedTerm;
  subjects: readonly OverridableView[];
  currency: string;
}) {
  const subject = subjects.find((one) => subjectKey(one) === keyOf(own));
  if (!subject) return null;
  return (
    <div className="min-w-0">
      <p>
        {KIND_WORDS[own.kind]} {subject.subjectName}:{" "}
        <span className="numerals font-medium">{typedWords(own, subject, currency)}</span>
      </p>
      <p className="text-muted text-xs">
        <Day day={sinceDay} otherwise="from the start" /> –{" "}
        <Day day={untilDay} otherwise="for good" />
      </p>
    </div>
  );
}

/** The same term twice is one. */
const wordsOf = (term: DatedTerm) => JSON.stringify(term);

/** Of whatever zone the server knows: the day itself. */
const Day = ({ day, otherwise }: { day: string | null | undefined; otherwise: string }) =>
  day ? <Instant at={`${day}T00:00:00Z`} show="day" zone="UTC" /> : otherwise;

function keyOf(own: DatedTerm["own"]): string {
  switch (own.kind) {
    case "fee":
      return `fee ${own.chargeId}`;
    case "credits":
      return `credits ${own.planGrantId}`;
    case "price":
    case "limit":
      return `${own.kind} ${own.featureId}`;
  }
}
