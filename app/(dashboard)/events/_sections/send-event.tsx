import { listFeatures } from "@/lib/catalog/reads/features";
import type { Context } from "@/lib/context";
import { listCustomers } from "@/lib/customer/reads";
import { CustomerQuery } from "@/lib/customer/schema";
import { findStaffSession } from "@/lib/transport/staff-gate";
import { SendDialog } from "../_components/send-dialog";

const SUGGESTED = 50;

/** The form that sends an event by hand, with what it may name. */
export async function SendEvent({ ctx }: { ctx: Context }) {
  const metered = { search: "", type: "METERED", status: "ACTIVE", offset: 0 } as const;
  const [session, customers, features] = await Promise.all([
    findStaffSession(),
    listCustomers(ctx, CustomerQuery.parse({ limit: SUGGESTED })),
    listFeatures(ctx, { ...metered, limit: SUGGESTED }),
  ]);
  return (
    <SendDialog
      isLive={session?.current.mode === "LIVE"}
      customers={customers.items.map(({ externalId, name }) => ({
        value: externalId,
        label: name,
      }))}
      eventNames={[...new Set(features.items.flatMap(({ meter }) => meter?.eventName ?? []))]}
    />
  );
}
