"use server";

import { revalidatePath } from "next/cache";
import * as z from "zod";
import { newReference } from "@/components/form/reference";
import { EventId } from "@/lib/ids";
import { action } from "@/lib/transport/action";
import { parseInput } from "@/lib/transport/problem";
import { CorrectionInput } from "@/lib/usage/schema/correction";
import { EventInput } from "@/lib/usage/schema/event";
import { correctEvent, previewCorrectEvent } from "@/lib/usage/writes/correct-event";
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

const Correction = z.object({ quantity: z.string().nullable(), isVoid: z.boolean() });

/** What a correction would give back; the reason is asked for with the deed alone. */
export const previewCorrectionAction = action({
  permission: "wallet:debit",
  input: z.object({ eventId: EventId, correction: Correction }),
  run: (ctx, { eventId, correction }) => {
    const unsaid = { reason: "Not told yet", reference: newReference() };
    return previewCorrectEvent(
      ctx,
      eventId,
      parseInput(CorrectionInput, { ...correction, ...unsaid }),
    );
  },
});

export const correctEventAction = action({
  permission: "wallet:debit",
  input: z.object({ eventId: EventId, correction: CorrectionInput }),
  async run(ctx, { eventId, correction }) {
    const done = await correctEvent(ctx, eventId, correction);
    revalidatePath("/", "layout");
    return done;
  },
});
