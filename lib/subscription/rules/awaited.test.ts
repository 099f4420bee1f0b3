import { expect, it } from "vitest";
import { type InvoiceId, newId } from "@/lib/ids";
import type { InvoiceStatus } from "@/lib/invoicing/rules/invoice-status";
import { awaitedAt } from "./awaited";

const on = (day: number) => new Date(Date.UTC(2026, 3, day));
const invoice = (status: InvoiceStatus, at: Date | null = null) => ({
  ...{ id: newId<InvoiceId>(), status },
  paidAt: status === "PAID" ? at : null,
  voidedAt: status === "VOID" ? at : null,
});

it("waits for what was not paid at that time, and tells what became of it since", () => {
  const [open, early, late] = [invoice("OPEN"), invoice("PAID", on(1)), invoice("PAID", on(20))];
  const [before, after] = [invoice("VOID", on(1)), invoice("VOID", on(12))];
  const at = on(10);

  expect(awaitedAt([], at)).toBeNull();
  expect(awaitedAt([early, invoice("PAID", at)], at)).toBeNull();
  expect(awaitedAt([open, early], at)).toEqual({ invoiceIds: [open.id], since: null });
  expect(awaitedAt([late], at)?.since).toEqual({ kind: "paid", at: on(20) });
  expect(awaitedAt([late, open], at)).toEqual({ invoiceIds: [late.id, open.id], since: null });
  expect(awaitedAt([before], at)?.since).toEqual({ kind: "void", at });
  expect(awaitedAt([after, late], at)?.since).toEqual({ kind: "void", at: on(12) });
});
