import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { BillingDefaults } from "../rules/billing";
import { loadBillingDefaults } from "../store/billing";

/** What new subscriptions have, where their start says nothing else. */
export const findBillingDefaults = ({ organizationId }: Context): Promise<BillingDefaults> =>
  loadBillingDefaults({ sql: readSql }, organizationId);
