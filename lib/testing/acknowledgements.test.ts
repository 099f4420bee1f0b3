import { describe, expect, it } from "vitest";
import { type Answers, differencesBetween, type Stored } from "./acknowledgements";

const answers: Answers = {
  debits: [
    { reference: "d1", taken: { transactionId: "ltx_1", credits: "3" } },
    { reference: "d2", taken: null },
  ],
  events: [
    { eventId: "e1", status: "accepted", credits: "5" },
    { eventId: "e2", status: "refused", credits: "0" },
    { eventId: "e3", status: "duplicate", credits: "5" },
  ],
};
const d1 = { reference: "d1", transactionId: "ltx_1", credits: "3" };
const e1 = { eventId: "e1", status: "accepted", credits: "5" };
const e2 = { eventId: "e2", status: "refused", credits: "0" };
const e3 = { eventId: "e3", status: "accepted", credits: "5" };
const stored: Stored = { debits: [d1], events: [e1, e2, e3] };

const seen = (changed: Partial<Stored>) => differencesBetween(answers, { ...stored, ...changed });

describe("the record of a kill test, held against what is stored", () => {
  it("agrees with a store that has everything once", () => {
    expect(seen({})).toEqual([]);
  });

  it.each<[string, Partial<Stored>]>([
    ["debit d1 was accepted and is lost", { debits: [] }],
    ["debit d1 is stored 2 times", { debits: [d1, d1] }],
    [
      "debit d1 was answered as another transaction",
      { debits: [{ ...d1, transactionId: "ltx_2" }] },
    ],
    ["debit d1 took 4, answered 3", { debits: [{ ...d1, credits: "4" }] }],
    ["debit d2 was refused and is stored", { debits: [d1, { ...d1, reference: "d2" }] }],
    ["debit d3 was never answered", { debits: [d1, { ...d1, reference: "d3" }] }],
    ["event e1 was accepted and is lost", { events: [e2, e3] }],
    ["event e1 is stored 2 times", { events: [e1, e1, e2, e3] }],
    ["event e2 is accepted, answered refused", { events: [e1, { ...e2, status: "accepted" }, e3] }],
    ["event e3 took 0, answered 5", { events: [e1, e2, { ...e3, credits: "0" }] }],
    ["event e4 was never answered", { events: [e1, e2, e3, { ...e3, eventId: "e4" }] }],
  ])("sees that %s", (difference, changed) => {
    expect(seen(changed)).toEqual([difference]);
  });
});
