/** Moving a plan's subscribers to its latest version: what it would do to each, and how far it is. */
import * as z from "zod";
import { PlanId } from "@/lib/ids";
import { listMigrations } from "@/lib/subscription/reads/changes";
import { MigrateInput, MigrationDryRun, MigrationView } from "@/lib/subscription/schema/migration";
import { migrateSubscribers } from "@/lib/subscription/writes/migrate-subscribers";
import { dryRunMigration } from "@/lib/subscription/writes/preview-migration";
import { snake, snakeSchema } from "./dialect/snake";
import { listOf, wholeList } from "./fields";
import { type Route, route } from "./route";

const Params = z.object({ planId: PlanId });

const TIMES = { immediate: "now", end_of_period: "period_end" } as const;

const Body = z.strictObject({
  /** Now by the share of time that is left, or at each one's next renewal. */
  change_at: z.enum(["immediate", "end_of_period"]).default("end_of_period"),
  reason: MigrateInput.shape.reason,
  /** Of the preview; it holds the call to the version and the number that were shown. */
  fingerprint: MigrateInput.shape.fingerprint,
});

const MigrationDialect = snakeSchema(MigrationView).meta({ id: "PlanMigration" });

const migrateRoute = route({
  method: "post",
  path: "/plans/{planId}/migrations",
  scope: "subscriptions:write",
  summary: "Move a plan's subscribers to its latest version, one after the other",
  params: Params,
  body: Body,
  reply: MigrationDialect,
  status: 202,
  refusals: ["validation_error", "not_found", "invalid_state", "stale_preview"],
  run: async (ctx, { params: { planId }, body: { change_at: time, ...asked } }) =>
    snake(await migrateSubscribers(ctx, { planId, when: TIMES[time], ...asked })),
  preview: {
    reply: snakeSchema(MigrationDryRun).meta({ id: "PlanMigrationPreview" }),
    run: async (ctx, { params: { planId }, body }) =>
      snake(await dryRunMigration(ctx, planId, { when: TIMES[body.change_at] })),
  },
});

const listRoute = route({
  method: "get",
  path: "/plans/{planId}/migrations",
  scope: "subscriptions:read",
  summary: "List the moves of a plan's subscribers, newest first, with how far each is",
  params: Params,
  reply: listOf(MigrationDialect),
  status: 200,
  refusals: ["not_found"],
  run: async (ctx, { params: { planId } }) =>
    wholeList((await listMigrations(ctx, planId)).map(snake)),
});

export const PLAN_MIGRATION_ROUTES: readonly Route[] = [migrateRoute, listRoute].flat();
