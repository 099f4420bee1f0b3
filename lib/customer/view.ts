import { idText } from "@/lib/ids";
import type { CustomerRow } from "./rules/customer";
import type { CustomerView } from "./schema";

export const customerView = (customer: CustomerRow): CustomerView => ({
  id: idText("cus", customer.id),
  externalId: customer.externalId,
  name: customer.name,
  email: customer.email,
  timezone: customer.timezone,
  address: customer.address,
  metadata: customer.metadata,
  testClockId: customer.testClockId && idText("clk", customer.testClockId),
  status: customer.archivedAt === null ? "ACTIVE" : "ARCHIVED",
  createdAt: customer.createdAt.toISOString(),
  updatedAt: customer.updatedAt.toISOString(),
  archivedAt: customer.archivedAt?.toISOString() ?? null,
});
