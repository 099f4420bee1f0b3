import { expect, test } from "vitest";
import { listsFor } from "./lists";

test("who may read a list may export it, and a dry run who may do what it tells of", () => {
  expect(listsFor(["usage:read"])).toEqual([
    ...["breakdown", "consumption", "events", "members", "runs"],
  ]);
  expect(listsFor(["ledger:read"])).toEqual(["ledger", "statement"]);
  expect(listsFor(["invoice:read"])).toEqual(["invoices", "pack_buyers"]);
  expect(listsFor(["subscription:write"])).toEqual([
    ...["migration", "renewal_dates", "renewal_move"],
  ]);
  expect(listsFor(["report:read"])).toEqual([]);
});
