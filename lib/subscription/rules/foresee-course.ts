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
  readonly kind: "start" | Step["kind"];
  readonly at: Date;
  /** What is given at that instant. */
  readonly issues: readonly Issue[];
  /** Fees in credits that are taken at that instant. */
  readonly draws: readonly FeeDraw[];
  /** What is invoiced at that instant; empty: nothing. */
  readonly lines: readonly InvoiceLine[];
  /** The period that begins, or the one that ends for good. */
  readonly period: Period;
};

/** More than any plan asks for in years; a guard against terms that would never stop. */
const MOST_STEPS = 2000;

/** The steps that a running subscription will take before `until`. */
export function foreseeCourse(
  version: PlanVersion,
  course: Course,
  until: Date,
): readonly ForeseenStep[] {
  const last = new Date(until.getTime() - 1);
  const steps: ForeseenStep[] = [];
  let next = nextStep(version, course, last);
  while (next && steps.length < MOST_STEPS) {
    steps.push(foreseen(next));
    next = next.kind === "end" ? undefined : nextStep(version, next.course, last);
  }
  return steps;
}

/** The same of one that has not started: its start comes first. */
export function foreseeStart(
  version: PlanVersion,
  { course, issues, draws, lines }: Start,
  until: Date,
): readonly ForeseenStep[] {
  const { startedAt: at, period } = course;
  const begins: ForeseenStep = { kind: "start", at, issues, draws, lines, period };
  return [begins, ...foreseeCourse(version, course, until)];
}

function foreseen(step: Step): ForeseenStep {
  const { kind, at, issues, draws, course } = step;
  if (step.kind === "issue") return { kind, at, issues, draws, lines: [], period: course.period };
  const period = step.kind === "end" ? step.ended : course.period;
  return { kind, at, issues, draws, lines: step.lines, period };
}
