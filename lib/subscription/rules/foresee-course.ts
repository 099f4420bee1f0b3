/**
 * What a subscription will come to if nobody changes it: the steps of its renewals, played
 * forward. What use adds to an invoice is not known before, so it is not told.
 */
import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import type { Period } from "@/lib/time/period";
import type { FeeDraw } from "./credit-fee";
import type { Issue } from "./issue";
import { nextStep, type Step } from "./renewal";
import type { Start } from "./start";
import type { Course } from "./subscription";

export type ForeseenStep = {
  /** `resume`: what is paused goes on. A period that begins then is a step of its own. */
  readonly kind: Step["kind"] | "resume";
  readonly at: Date;
  /** What is given at that instant. */
  readonly issues: readonly Issue[];
  /** Fees in credits that are taken at that instant. */
  readonly draws: readonly FeeDraw[];
  /** What is invoiced at that instant; empty: nothing. */
  readonly lines: readonly InvoiceLine[];
  /** The period that begins, or the one that ends for good. */
  readonly period: Period;
  /** Where it stands then. */
  readonly course: Course;
};

/** More than any plan asks for in years; a guard against terms that would never stop. */
const MOST_STEPS = 2000;

/**
 * The steps before `until`, one after the other.
 *
 * @param nextOf what is due after `before` (undefined: first of all) and no later than `last`.
 */
export function foreseeSteps(
  until: Date,
  nextOf: (last: Date, before: Step | undefined) => Step | undefined,
): readonly ForeseenStep[] {
  const last = new Date(until.getTime() - 1);
  const steps: ForeseenStep[] = [];
  let next = nextOf(last, undefined);
  while (next && steps.length < MOST_STEPS) {
    steps.push(foreseen(next));
    next = next.kind === "end" ? undefined : nextOf(last, next);
  }
  return steps;
}

/**
 * The steps that a running subscription will take before `until`.
 *
 * @param after the terms from the next period on, where they will be others.
 */
export function foreseeCourse(
  version: PlanVersion,
  course: Course,
  until: Date,
  after: PlanVersion = version,
): readonly ForeseenStep[] {
  let terms = version;
  return foreseeSteps(until, (last, before) => {
    if (before?.kind === "renew") terms = after;
    return nextStep(terms, before?.course ?? course, last, after);
  });
}

/** The same of one that has not started: its start comes first. */
export function foreseeStart(
  version: PlanVersion,
  { course, issues, draws, lines }: Start,
  until: Date,
): readonly [ForeseenStep, ...ForeseenStep[]] {
  const { startedAt: at, period } = course;
  const begins: ForeseenStep = { kind: "start", at, issues, draws, lines, period, course };
  return [begins, ...foreseeCourse(version, course, until)];
}

export function foreseen(step: Step): ForeseenStep {
  const { kind, at, issues, draws, course } = step;
  const told = { kind, at, issues, draws, course };
  if (step.kind === "issue") return { ...told, lines: [], period: course.period };
  return { ...told, lines: step.lines, period: step.kind === "end" ? step.ended : course.period };
}
