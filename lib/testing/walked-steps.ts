import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import { nextStep, type Step } from "@/lib/subscription/rules/renewal";
import type { Course } from "@/lib/subscription/rules/subscription";

/** Every step due by `until`, as one late run takes them; after the end there is none. */
export function walk(version: PlanVersion, from: Course, until: Date): Step[] {
  const steps: Step[] = [];
  let course = from;
  for (let step = nextStep(version, course, until); step; step = nextStep(version, course, until)) {
    steps.push(step);
    course = step.course;
    if (step.kind === "end") break;
  }
  return steps;
}
