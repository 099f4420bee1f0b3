/** Events in, one or many: what they cost is taken before the answer. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { type Fault, invalidInput } from "@/lib/transport/fault";
import { snakeCase } from "@/lib/transport/snake-case";
import { type EventResult, MOST_EVENTS } from "@/lib/usage/schema/event";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import {
  eventResultDialect,
  IngestedBulkDialect,
  IngestedDialect,
  ingestedDialect,
} from "./dialect/event";
import { EventBody, eventFields } from "./event-body";
import { inBodyWords } from "./pour";
import { type Route, route } from "./route";

const ingestEventRoute = route({
  method: "post",
  path: "/events",
  scope: "ingest",
  summary: "Send an event; its credits are taken before the answer",
  body: EventBody,
  reply: IngestedDialect,
  status: 202,
  refusals: ["validation_error", "unavailable"],
  run: async (ctx, { body, idempotencyKey }) => {
    const { event } = eventFields(body);
    const view = await ingestEvents(ctx, [event], idempotencyKey ? { idempotencyKey } : {});
    const [result] = view.results;
    if (!result) throw new RangeError("one event has one result");
    if (result.status === "REJECTED") throw invalidInput(faultsOfResult(result, []));
    return ingestedDialect(result);
  },
});

/** The list is judged here, its events one by one by `usage`. */
const BulkBody = z.strictObject({
  events: z
    .array(z.unknown())
    .min(1, "Send at least one event")
    .max(MOST_EVENTS, `At most ${MOST_EVENTS} events a call`),
  /** All of them or none: one that cannot be taken leaves nothing stored, and every id free. */
  atomic: z.boolean().nullish(),
});

const ingestEventsRoute = route({
  method: "post",
  path: "/events/bulk",
  scope: "ingest",
  summary: "Send up to 1,000 events; a bad one does not stop the others",
  body: BulkBody,
  reply: IngestedBulkDialect,
  status: 202,
  refusals: ["validation_error", "not_found", "insufficient_credits", "limit_reached"],
  judgesBody: true,
  run: async (ctx, { body, bodyFaults, idempotencyKey }) => {
    const received = { bodyFaults, idempotencyKey, isAtomic: body.atomic === true };
    const { results, counts } = await ingestAll(ctx, body.events, received);
    if (counts.rejected === results.length) {
      throw invalidInput(results.flatMap(({ faults }) => faults));
    }
    return {
      message: `${results.length - counts.rejected} of ${results.length} events received`,
      ...counts,
      results: results.map(({ result, faults }) =>
        eventResultDialect(result, faults[0]?.message ?? null),
      ),
    };
  },
});

type Received = {
  readonly bodyFaults: readonly Fault[];
  readonly idempotencyKey: string | undefined;
  readonly isAtomic: boolean;
};

async function ingestAll(
  ctx: Context,
  raw: readonly unknown[],
  { bodyFaults, idempotencyKey, isAtomic }: Received,
) {
  const judged = raw.map((one, index) => {
    const { event, errors } = eventFields(one);
    const unknownKeys = errors.map((message) => ({
      path: ["events", index],
      code: "invalid",
      message,
    }));
    const unfit = bodyFaults.filter(({ path }) => path[0] === "events" && path[1] === index);
    const faults = [...unfit, ...unknownKeys];
    // What is bad already goes on as nothing: it keeps its place, and is rejected there.
    return { event: faults.length > 0 ? null : event, faults };
  });
  const wrong = judged.flatMap(({ faults }) => faults);
  if (isAtomic && wrong.length > 0) throw invalidInput(wrong);
  const view = await ingestEvents(
    ctx,
    judged.map(({ event }) => event),
    { ...(idempotencyKey && { idempotencyKey }), isAtomic },
  ).catch(inBodyWords());
  const results = view.results.map((result) => {
    const own = judged[result.index]?.faults ?? [];
    const isRejected = result.status === "REJECTED";
    const at = ["events", result.index];
    return {
      result,
      faults: own.length > 0 ? own : isRejected ? faultsOfResult(result, at) : [],
    };
  });
  const { accepted, duplicates, refused, unmatched, rejected } = view;
  return { results, counts: { accepted, duplicates, refused, unmatched, rejected } };
}

const faultsOfResult = (result: EventResult, at: readonly PropertyKey[]): readonly Fault[] =>
  Object.entries(result.errors ?? {}).flatMap(([field, messages]) =>
    messages.map((message) => ({
      path: [...at, ...field.split(".").filter(Boolean).map(snakeCase)],
      code: "invalid",
      message,
    })),
  );

export const EVENT_ROUTES: readonly Route[] = [ingestEventRoute, ingestEventsRoute].flat();
