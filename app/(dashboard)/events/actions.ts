"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { EventId } from "@/lib/ids";
import { action } from "@/lib/transport/action";
import { EventInput } from "@/lib/usage/schema/event";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { replayEvent } from "@/lib/usage/writes/replay-events";

/** Where events of people's own hands come from. */
const SOURCE = "dashboard";

export const sendEventAction = action({
  permission: "event:send",
  input: z.object({ event: EventInput }),
  async run(ctx, { event: { timestamp: _, ...event } }) {
    const { results } = await ingestEvents(ctx, [{ ...event, source: SOURCE }]);
    const [result] = results;
    if (!result) throw new RangeError("one event has one result");
    revalidatePath("/events");
    return result;
  },
});

/** Replaying takes credits as a debit does. */
export const replayEventAction = action({
  permission: "wallet:debit",
  input: z.object({ eventId: EventId }),
  async run(ctx, { eventId }) {
    const { results } = await replayEvent(ctx, eventId);
    const [result] = results;
    if (!result) throw new RangeError("one event has one result");
    revalidatePath("/events", "layout");
    return result;
  },
});
