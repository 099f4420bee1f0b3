"use client";

import { Sheet } from "@/components/ui/sheet";
import type { CustomerView } from "@/lib/customer/schema";
import { EditCustomerForm } from "./edit-customer-form";

export function EditCustomerSheet({
  customer,
  open,
  onOpenChange,
}: {
  customer: CustomerView;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  return (
    <Sheet title={`Edit ${customer.name}`} open={open} onOpenChange={onOpenChange}>
      <EditCustomerForm customer={customer} onDone={() => onOpenChange(false)} />
    </Sheet>
  );
}
