import Link from "next/link";
import { IdChip } from "@/components/domain/id-chip";
import { Instant } from "@/components/domain/instant";
import { Snippet } from "@/components/domain/snippet";
import { Facts } from "@/components/ui/card";
import type { EventView } from "@/lib/usage/schema/event";
import type { TraceProps } from "./trace-props";

/** The request that brought it, and the event as it was sent. */
export function ReceivedDetails({ explained: { event }, zone, permissions }: TraceProps) {
  const { requestId, apiKey, member, groupId, source } = event;
  const request = permissions.includes("developer:read") ? (
    <Link
      key="request"
      href={`/developers/logs?q=${encodeURIComponent(requestId)}`}
      prefetch={false}
      className="wrap-anywhere font-mono text-xs underline underline-offset-2"
    >
      {requestId}
    </Link>
  ) : (
    <IdChip key="request" id={requestId} name="request id" />
  );
  return (
    <>
      <Facts
        items={[
          ["Arrived", <Instant key="at" at={event.recordedAt} show="exact" zone={zone} />],
          ["Request", request],
          ["By", apiKey ? `key “${apiKey.name}”` : "a person, by session"],
          ["Event id", <IdChip key="own" id={event.eventId} name="event id" />],
          ...(member ? [["Member", member] as const] : []),
          ...(groupId ? [["Run", <RunLink key="run" event={event} />] as const] : []),
          ...(source ? [["Source", source] as const] : []),
        ]}
      />
      <Snippet name="raw JSON" code={JSON.stringify(bodyOf(event), null, 2)} />
    </>
  );
}

/** To all that the run took; of nobody known there is none. */
function RunLink({ event: { customerId, groupId } }: { event: EventView }) {
  if (customerId === null || groupId === null) return groupId;
  return (
    <Link
      href={`/customers/${customerId}/runs/${encodeURIComponent(groupId)}`}
      prefetch={false}
      className="wrap-anywhere underline underline-offset-2"
    >
      {groupId}
    </Link>
  );
}

/** As the API takes it. */
const bodyOf = (event: EventView) => ({
  event_id: event.eventId,
  event_name: event.eventName,
  external_customer_id: event.externalCustomerId,
  timestamp: event.occurredAt,
  ...(event.source !== null && { source: event.source }),
  ...(event.member !== null && { member: event.member }),
  ...(event.groupId !== null && { group_id: event.groupId }),
  properties: event.properties,
});
