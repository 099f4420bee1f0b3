import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { CrumbName } from "@/components/layout/crumbs";
import { Card, Facts } from "@/components/ui/card";
import type { Context } from "@/lib/context";
import { findCustomer } from "@/lib/customer/reads";
import { isDomainError } from "@/lib/errors";
import { CustomerId } from "@/lib/ids";
import { findRun } from "@/lib/report/reads/runs";
import { pageContext } from "@/lib/transport/page";
import { listEvents } from "@/lib/usage/reads/events";
import { EventQuery } from "@/lib/usage/schema/event";
import { EventTable } from "../../../../events/_components/event-table";
import { SourceTable } from "../_components/source-table";

export const metadata: Metadata = { title: "Run" };

/** So many of its last events; the explorer has all. */
const SHOWN_EVENTS = 50;

export default async function RunPage({
  params,
}: {
  params: Promise<{ customerId: string; groupId: string }>;
}) {
  const ctx = await pageContext("usage:read");
  const { customerId: outer, groupId: segment } = await params;
  const { data: customerId } = CustomerId.safeParse(outer);
  const customer = customerId && (await findCustomer(ctx, customerId));
  if (!customer) notFound();
  const groupId = decoded(segment);
  const run = await found(ctx, customerId, groupId);
  const query = EventQuery.parse({ customerId, groupId, limit: SHOWN_EVENTS });
  const { items, nextCursor } = await listEvents(ctx, query);
  const zone = customer.timezone;

  return (
    <>
      <CrumbName segment={segment} label={groupId} />
      <Card title={<span className="break-all">{groupId}</span>}>
        <Facts
          items={[
            ["Began", <Instant key="began" at={run.startedAt} show="exact" zone={zone} />],
            ["Last use", <Instant key="last" at={run.lastAt} show="exact" zone={zone} />],
            ["Took", <Credits key="took" amount={run.credits} className="font-semibold" />],
            ["Uses", `${run.events} taken, ${run.refused} refused`],
          ]}
        />
      </Card>
      <Card flush title="Sources" description="What each took; together they come to the run.">
        <SourceTable run={run} zone={zone} />
      </Card>
      <Card
        flush
        title="Events"
        actions={
          nextCursor && (
            <Link
              className="underline underline-offset-2"
              href={`/customers/${customer.id}/events?${new URLSearchParams({ group: groupId })}`}
            >
              All events of this run
            </Link>
          )
        }
      >
        <EventTable rows={items} externalId={customer.externalId} zone={zone} isFirstRun={false} />
      </Card>
    </>
  );
}

async function found(ctx: Context, customerId: CustomerId, groupId: string) {
  try {
    return await findRun(ctx, customerId, groupId);
  } catch (error) {
    if (isDomainError(error) && error.code === "not_found") notFound();
    throw error;
  }
}

/** Callers' names of runs may hold anything; what is no text names none. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return notFound();
  }
}
