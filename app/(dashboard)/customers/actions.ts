"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { CustomerChanges, CustomerInput } from "@/lib/customer/schema";
import { archiveCustomer } from "@/lib/customer/writes/archive-customer";
import { createCustomer } from "@/lib/customer/writes/create-customer";
import { updateCustomer } from "@/lib/customer/writes/update-customer";
import { CustomerId } from "@/lib/ids";
import { action } from "@/lib/transport/action";

export const createCustomerAction = action({
  permission: "customer:write",
  input: z.object({ customer: CustomerInput }),
  async run(ctx, { customer }) {
    const { id, name } = await createCustomer(ctx, customer);
    revalidatePath("/customers", "layout");
    return { id, name };
  },
});

export const updateCustomerAction = action({
  permission: "customer:write",
  input: z.object({ customerId: CustomerId, changes: CustomerChanges }),
  async run(ctx, { customerId, changes }) {
    const { name } = await updateCustomer(ctx, customerId, changes);
    revalidatePath("/customers", "layout");
    return { name };
  },
});

export const archiveCustomerAction = action({
  permission: "customer:write",
  input: z.object({ customerId: CustomerId }),
  async run(ctx, { customerId }) {
    const { name } = await archiveCustomer(ctx, customerId);
    revalidatePath("/customers", "layout");
    return { name };
  },
});
