"use client";

import { useState, useTransition } from "react";
import { toast } from "sonner";
import { ProblemAlert } from "@/components/domain/problem-alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import type { CustomerView } from "@/lib/customer/schema";
import type { Problem } from "@/lib/transport/result";
import { archiveCustomerAction } from "../../actions";

/** Takes a customer out of use, after saying what that means. */
export function ArchiveDialog({
  customer,
  open,
  onOpenChange,
}: {
  customer: CustomerView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const [problem, setProblem] = useState<Problem>();
  const [isPending, startTransition] = useTransition();
  const archive = () =>
    startTransition(async () => {
      setProblem(undefined);
      const result = await archiveCustomerAction({ customerId: customer.id });
      if (!result.ok) return setProblem(result.problem);
      onOpenChange(false);
      toast.success(`Archived ${result.value.name}`);
    });
  return (
    <Dialog width="sm" open={open} onOpenChange={onOpenChange} title={`Archive ${customer.name}?`}>
      <ProblemAlert problem={problem} className="mb-3" />
      <p className="text-sm">
        Its events no longer count, and its external id stays taken. The ledger and the invoices
        stay as they are. It must hold no credits, run no subscription and owe no invoice.
      </p>
      <DialogFooter>
        <Button variant="danger" pending={isPending} onClick={archive}>
          Archive customer
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
