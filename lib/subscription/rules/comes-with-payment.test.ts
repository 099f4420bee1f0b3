import { expect, it } from "vitest";
import type { InvoiceLine } from "@/lib/invoicing/rules/invoice-lines";
import { money } from "@/lib/testing/amounts";
import { comesWithPayment } from "./comes-with-payment";
import type { ForeseenStep } from "./foresee-course";

/** Of a step only what it is and what it asks is looked at. */
const step = (kind: ForeseenStep["kind"], asked: string | null): ForeseenStep => {
  const lines = asked === null ? [] : [{ kind: "recurring", amount: money(asked) } as InvoiceLine];
  return { kind, lines } as unknown as ForeseenStep;
};

it("lets credits wait in periods that begin with something to pay, and in no others", () => {
  const steps = [
    ...[step("issue", null), step("renew", "149"), step("issue", null), step("renew", "0")],
    ...[step("issue", null), step("start", "10"), step("resume", null), step("issue", null)],
  ];
  const waiting = (isUnpaid: boolean) => {
    const which = comesWithPayment(steps, { grantOn: "payment", isUnpaid });
    return steps.flatMap((one, index) => (which.has(one) ? [index] : []));
  };
  expect(waiting(false)).toEqual([1, 2, 5, 6, 7]);
  expect(waiting(true)).toEqual([0, 1, 2, 5, 6, 7]);
  expect(comesWithPayment(steps, { grantOn: "start", isUnpaid: true }).size).toBe(0);
});
