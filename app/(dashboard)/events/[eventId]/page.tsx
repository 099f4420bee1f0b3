import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Credits } from "@/components/domain/amounts";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { CrumbName } from "@/components/layout/crumbs";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { EventId } from "@/lib/ids";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { listCorrections } from "@/lib/usage/reads/corrections";
import { explainEvent } from "@/lib/usage/reads/event-explained";
import { ObjectChip } from "../../_components/object-chip";
import { CorrectDialog } from "./_components/correct-dialog";
import { Corrections } from "./_components/corrections";
import { ReplayButton } from "./_components/replay-button";
import { Trace } from "./_components/trace";

export const metadata: Metadata = { title: "Trace of an event" };

export default async function EventPage({ params }: { params: Promise<{ eventId: string }> }) {
  const ctx = await pageContext("usage:read");
  const { eventId } = await params;
  const [explained, { zone }, permissions] = await Promise.all([
    explainEvent(ctx, decoded(eventId)),
    findCatalogDefaults(ctx),
    listPermissions(),
  ]);
  if (!explained) notFound();
  const { event } = explained;
  const corrections = await listCorrections(ctx, EventId.parse(event.id));

  return (
    <>
      <CrumbName segment={eventId} label={event.eventName} />
      <PageHeader
        title={event.eventName}
        status={<Status value={event.status} />}
        purpose={<Credits amount={event.credits} className="font-semibold text-ink text-lg" />}
        meta={
          <>
            {/* A line of its own on a phone: beside the id it would fit in one font and not in another. */}
            <span className="max-sm:basis-full">
              <Instant at={event.occurredAt} show="exact" zone={zone} />
            </span>
            <ObjectChip id={event.id} path={`/events/${event.id}`} />
          </>
        }
        actions={
          permissions.includes("wallet:debit") &&
          (event.status === "ACCEPTED" ? (
            event.code !== "voided" && <CorrectDialog event={event} />
          ) : (
            <ReplayButton eventId={event.id} />
          ))
        }
      />
      <Trace explained={explained} zone={zone} permissions={permissions} />
      <Corrections corrections={corrections} zone={zone} />
    </>
  );
}

/** Callers' own ids may hold anything; what is no text names no event. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return notFound();
  }
}
