import { fieldsOf, type Problem } from "@/lib/transport/result";

const CHOICES = /(?:^|\.)(?:tier|tiers|billingPeriod)$/;

/** Nothing is wrong: a plan was chosen, and of it a tier or a period still is to be. */
export function isMissingChoice(problem: Problem): boolean {
  const fields = Object.keys(fieldsOf(problem));
  return fields.length > 0 && fields.every((field) => CHOICES.test(field));
}
