/** Kept events decided anew: refused ones after a top-up, unmatched ones once somebody counts them. */
import * as z from "zod";
import { replayEvent, replayEvents } from "@/lib/usage/writes/replay-events";
import {
  eventResultDialect,
  IngestedBulkDialect,
  IngestedDialect,
  ingestedDialect,
} from "./dialect/event";
import { Instant } from "./fields";
import { type Route, route } from "./route";
import { EventPath, eventNamed } from "./which-event";

const replayEventRoute = route({
  method: "post",
  path: "/events/{event_id}/replay",
  scope: "wallets:write",
  summary:
    "Decide a kept event anew, by its id here or the caller's own, at its own time and prices",
  params: EventPath,
  reply: IngestedDialect,
  status: 200,
  refusals: ["not_found", "invalid_state", "unavailable"],
  run: async (ctx, { params }) => {
    const { results } = await replayEvent(ctx, await eventNamed(ctx, params));
    const [result] = results;
    if (!result) throw new RangeError("one event has one result");
    return ingestedDialect(result);
  },
});

const Body = z.strictObject({
  external_customer_id: z.string().min(1).max(255),
  /** By the events' own time; the end is not in it. */
  from: Instant.nullish(),
  to: Instant.nullish(),
});

const replayEventsRoute = route({
  method: "post",
  path: "/events/replay",
  scope: "wallets:write",
  summary:
    "Decide a customer's kept events anew, oldest first: 1,000 a call, so call until none is left",
  body: Body,
  reply: IngestedBulkDialect,
  status: 200,
  refusals: ["validation_error", "unavailable"],
  run: async (ctx, { body }) => {
    const { results, ...counts } = await replayEvents(ctx, {
      externalCustomerId: body.external_customer_id,
      from: body.from ?? null,
      to: body.to ?? null,
    });
    const { accepted, duplicates, refused, unmatched, rejected } = counts;
    return {
      message: `${results.length} events decided anew`,
      ...{ accepted, duplicates, refused, unmatched, rejected },
      results: results.map((result) => eventResultDialect(result, null)),
    };
  },
});

export const REPLAY_ROUTES: readonly Route[] = [replayEventRoute, replayEventsRoute].flat();
