"use client";

import { lazy, useState } from "react";
import { useShortcut } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { InvoiceView } from "@/lib/invoicing/schema";
import type { GrantView } from "@/lib/ledger/schema/wallet";
import { invoiceName } from "../../_components/invoice-status";

/** Each comes to the browser when it is opened first. */
const PaymentForm = lazy(async () => ({ default: (await import("./payment-form")).PaymentForm }));
const VoidForm = lazy(async () => ({ default: (await import("./void-form")).VoidForm }));

/** What can be done to an invoice in its state. */
export function InvoiceActions({
  invoice,
  grants,
}: {
  invoice: InvoiceView;
  grants: readonly GrantView[];
}) {
  const [shown, setShown] = useState<"pay" | "void">();
  const close = () => setShown(undefined);
  const isPayable = invoice.status === "OPEN" || invoice.status === "UNCOLLECTIBLE";
  const isVoidable =
    (isPayable || invoice.status === "DRAFT") &&
    !/[1-9]/.test(invoice.paid) &&
    !invoice.lines.some(({ kind }) => kind === "overage");
  useShortcut({
    keys: "p",
    label: "Record payment",
    group: "Invoice",
    run: () => isPayable && setShown("pay"),
  });
  return (
    <>
      {isVoidable && <Button onClick={() => setShown("void")}>Void…</Button>}
      {isPayable && (
        <Button variant="primary" onClick={() => setShown("pay")}>
          Record payment
        </Button>
      )}
      <Dialog
        open={shown === "pay"}
        onOpenChange={(open) => setShown(open ? "pay" : undefined)}
        width="lg"
        title="Record payment"
        description={`${invoiceName(invoice)} · ${invoice.customerName}`}
      >
        <PaymentForm invoice={invoice} grants={grants} onDone={close} />
      </Dialog>
      <Dialog
        open={shown === "void"}
        onOpenChange={(open) => setShown(open ? "void" : undefined)}
        title={`Void ${invoiceName(invoice)}?`}
        description={invoice.customerName}
      >
        <VoidForm invoice={invoice} grants={grants} onDone={close} />
      </Dialog>
    </>
  );
}
