/** Wherever a path names an event: by its id here, or by the id that its caller gave it. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import type { EventId } from "@/lib/ids";
import { findEventId } from "@/lib/usage/reads/events";

export const EventPath = z.object({ event_id: z.string().min(1).max(255) });

/** @throws DomainError `not_found` for a name that is nobody's here. */
export async function eventNamed(ctx: Context, { event_id }: z.output<typeof EventPath>) {
  const id: EventId | undefined = await findEventId(ctx, event_id);
  if (id === undefined) throw notFound("event", event_id);
  return id;
}
