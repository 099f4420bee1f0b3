import * as z from "zod";
import type { Context } from "@/lib/context";
import type { CustomerView } from "@/lib/customer/schema";
import { AuditKeys, auditKeys } from "./audit";

export const CustomerDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    external_id: z.string(),
    name: z.string(),
    email: z.string(),
    contact: z.string().nullable(),
    timezone: z.string(),
    address_line1: z.string(),
    address_line2: z.string(),
    address_city: z.string(),
    address_state: z.string(),
    address_postal_code: z.string(),
    address_country: z.string(),
    metadata: z.record(z.string(), z.string()),
    integrations: z.array(z.never()).nullable(),
    parent_customer: z.null(),
    parent_customer_id: z.null(),
    test_clock_id: z.string().nullable(),
  })
  .meta({ id: "Customer" });
export type CustomerDialect = z.infer<typeof CustomerDialect>;

export const customerDialect = (ctx: Context, view: CustomerView): CustomerDialect => ({
  ...auditKeys(ctx, { ...view, isArchived: view.status === "ARCHIVED" }),
  id: view.id,
  external_id: view.externalId,
  name: view.name,
  email: view.email,
  contact: null,
  timezone: view.timezone,
  address_line1: view.address.line1,
  address_line2: view.address.line2,
  address_city: view.address.city,
  address_state: view.address.state,
  address_postal_code: view.address.postalCode,
  address_country: view.address.country,
  metadata: view.metadata,
  integrations: null,
  parent_customer: null,
  parent_customer_id: null,
  test_clock_id: view.testClockId,
});
