/** Test clocks: a sandbox's customers live at their time, and time passes when it is asked to. */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { notFound } from "@/lib/errors";
import { idText, TestClockId } from "@/lib/ids";
import {
  findTestClock,
  findTestClockDetail,
  listAdvances,
  listTestClocks,
} from "@/lib/test-clock/reads";
import {
  AdvanceView,
  TestClockDetail,
  TestClockInput,
  TestClockView,
} from "@/lib/test-clock/schema";
import { advanceTestClock, previewAdvance } from "@/lib/test-clock/writes/advance-test-clock";
import { archiveTestClock } from "@/lib/test-clock/writes/archive-test-clock";
import { createTestClock } from "@/lib/test-clock/writes/create-test-clock";
import { snake, snakeSchema } from "./dialect/snake";
import { Instant, listOf, Message, PageQuery, wholeList } from "./fields";
import { answered, type Route, route } from "./route";

const Params = z.object({ testClockId: TestClockId });

const ClockDialect = snakeSchema(TestClockView).meta({ id: "TestClock" });

async function clockNamed(ctx: Context, id: TestClockId) {
  const view = await findTestClock(ctx, id);
  if (!view) throw notFound("test clock", idText("clk", id));
  return view;
}

const createRoute = route({
  method: "post",
  path: "/test-clocks",
  scope: "test_clocks:write",
  summary: "Make a test clock, standing at a time of any year; sandboxes only",
  body: z.strictObject({ name: TestClockInput.shape.name, frozen_at: Instant }),
  reply: ClockDialect,
  status: 201,
  refusals: ["validation_error", "invalid_state"],
  run: async (ctx, { body: { name, frozen_at } }) =>
    snake(await clockNamed(ctx, await createTestClock(ctx, { name, frozenAt: frozen_at }))),
});

const listRoute = route({
  method: "get",
  path: "/test-clocks",
  scope: "test_clocks:read",
  summary: "List test clocks, newest first",
  query: PageQuery,
  reply: listOf(ClockDialect),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { items, total } = await listTestClocks(ctx, query);
    return { items: items.map(snake), pagination: { total, ...query }, next_cursor: null };
  },
});

const getRoute = route({
  method: "get",
  path: "/test-clocks/{testClockId}",
  scope: "test_clocks:read",
  summary: "Get a test clock, with the customers who live on it",
  params: Params,
  reply: snakeSchema(TestClockDetail),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { testClockId } }) => {
    const view = await findTestClockDetail(ctx, testClockId);
    if (!view) throw notFound("test clock", idText("clk", testClockId));
    return snake(view);
  },
});

const AdvanceDialect = snakeSchema(AdvanceView).meta({ id: "TestClockAdvance" });

const listAdvancesRoute = route({
  method: "get",
  path: "/test-clocks/{testClockId}/advances",
  scope: "test_clocks:read",
  summary: "List the ways that a test clock was moved, the latest first, with what happened",
  params: Params,
  query: PageQuery.pick({ limit: true }),
  reply: listOf(AdvanceDialect),
  status: 200,
  refusals: ["not_found", "validation_error"],
  run: async (ctx, { params: { testClockId }, query: { limit } }) => {
    await clockNamed(ctx, testClockId);
    return wholeList((await listAdvances(ctx, testClockId, { limit })).map(snake));
  },
});

const advanceRoute = route({
  method: "post",
  path: "/test-clocks/{testClockId}/advance",
  scope: "test_clocks:write",
  summary: "Advance a test clock: run all that falls due, in order, and answer what happened",
  params: Params,
  body: z.strictObject({ to: Instant }),
  reply: AdvanceDialect,
  status: 200,
  refusals: ["not_found", "validation_error", "invalid_state"],
  run: async (ctx, { params: { testClockId }, body }) => {
    const { view, isReplayed } = await advanceTestClock(ctx, testClockId, body);
    return answered(snake(view), isReplayed);
  },
  preview: {
    reply: AdvanceDialect,
    run: async (ctx, { params: { testClockId }, body }) =>
      snake(await previewAdvance(ctx, testClockId, body)),
  },
});

const deleteRoute = route({
  method: "delete",
  path: "/test-clocks/{testClockId}",
  scope: "test_clocks:write",
  summary: "Take a test clock out of use; refused while customers live on it",
  params: Params,
  reply: Message,
  status: 200,
  refusals: ["not_found", "invalid_state"],
  run: async (ctx, { params: { testClockId } }) => {
    await archiveTestClock(ctx, testClockId);
    return { message: "Test clock deleted" };
  },
});

export const TEST_CLOCK_ROUTES: readonly Route[] = [
  createRoute,
  listRoute,
  getRoute,
  listAdvancesRoute,
  advanceRoute,
  deleteRoute,
].flat();
