/** Runs of a customer: the events of one `group_id`, and what they used together. */
import * as z from "zod";
import { CustomerId } from "@/lib/ids";
import { findRun, listRuns } from "@/lib/report/reads/runs";
import { RunDetail, RunQuery, RunView } from "@/lib/report/schema/runs";
import { snake, snakeSchema } from "./dialect/snake";
import { CursorQuery, cursorPage, Instant, listOf } from "./fields";
import { poured } from "./pour";
import { type Route, route } from "./route";

const Params = z.object({ customerId: CustomerId });

const listRunsRoute = route({
  method: "get",
  path: "/customers/{customerId}/runs",
  scope: "usage:read",
  summary: "List a customer's runs, the latest first: when, how many events, how many credits",
  params: Params,
  query: CursorQuery.extend({
    /** Part of a run's name. */
    search: z.string().max(255).optional(),
    /** Of runs that began then. */
    from: Instant.optional(),
    to: Instant.optional(),
  }),
  reply: listOf(snakeSchema(RunView)),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: (ctx, { params: { customerId }, query: { search, from, to, ...walk } }) =>
    cursorPage(
      walk,
      (page) => {
        const narrowed = { search: search ?? "", from: from ?? null, to: to ?? null };
        return listRuns(ctx, customerId, poured(RunQuery, { ...page, ...narrowed }));
      },
      snake,
    ),
});

const getRunRoute = route({
  method: "get",
  path: "/customers/{customerId}/runs/{groupId}",
  scope: "usage:read",
  summary: "Get a run with its sources: what each used and cost",
  params: Params.extend({ groupId: z.string().max(255) }),
  reply: snakeSchema(RunDetail),
  status: 200,
  refusals: ["validation_error", "not_found"],
  run: async (ctx, { params: { customerId, groupId } }) =>
    snake(await findRun(ctx, customerId, groupId)),
});

export const RUN_ROUTES: readonly Route[] = [...listRunsRoute, ...getRunRoute];
