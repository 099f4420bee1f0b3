import { listFeatures } from "@/lib/catalog/reads/features";
import { listPlans } from "@/lib/catalog/reads/plans";
import type { Context } from "@/lib/context";
import { listCustomers } from "@/lib/customer/reads";
import { CustomerQuery } from "@/lib/customer/schema";
import { listTransactions } from "@/lib/ledger/reads/transactions";
import { listEvents } from "@/lib/usage/reads/events";
import { EventQuery } from "@/lib/usage/schema/event";
import type { SetUpStep } from "../_components/set-up";

const ONE = { search: "", status: "ACTIVE", limit: 1, offset: 0 } as const;

/** The five steps of a new organization and which of them are done; nothing once all are. */
export async function findSetUp(ctx: Context): Promise<readonly SetUpStep[] | undefined> {
  const [granted, used] = await Promise.all([
    listTransactions(ctx, { kinds: ["grant"], cursor: null, limit: 1 }),
    listEvents(ctx, EventQuery.parse({ limit: 1 })),
  ]);
  const hasBalance = granted.items.length > 0;
  const hasEvent = used.items.length > 0;
  // An organization that lives is not asked about the steps before.
  if (hasBalance && hasEvent) return undefined;
  const [features, metered, plans, customers] = await Promise.all([
    listFeatures(ctx, { ...ONE, type: null }),
    listFeatures(ctx, { ...ONE, type: "METERED" }),
    listPlans(ctx, ONE),
    listCustomers(ctx, CustomerQuery.parse({ limit: 1 })),
  ]);
  const [customer] = customers.items;
  return [
    { id: "feature", isDone: features.total > 0 },
    { id: "plan", isDone: plans.total > 0 },
    { id: "customer", isDone: customers.total > 0 },
    {
      id: "event",
      isDone: hasEvent,
      externalId: customer?.externalId ?? "your-customer",
      eventName: metered.items[0]?.meter?.eventName ?? "contact_search",
    },
    { id: "balance", isDone: hasBalance, customerId: customer?.id ?? null },
  ];
}
