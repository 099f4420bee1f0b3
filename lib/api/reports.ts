/** Figures of the whole organization: what was used, and what is about to lapse. */
import * as z from "zod";
import { listExpiring } from "@/lib/report/reads/attention";
import { sumUse } from "@/lib/report/reads/use-totals";
import { ExpiringGrant } from "@/lib/report/schema/overview";
import { UseTotalsQuery, UseTotalsView } from "@/lib/report/schema/use-totals";
import { snake, snakeSchema } from "./dialect/snake";
import { wholeNumber } from "./fields";
import { type Route, route } from "./route";

const consumptionRoute = route({
  method: "get",
  path: "/reports/consumption",
  scope: "usage:read",
  summary: "What all customers used by events, by feature or by customer, the most first",
  query: UseTotalsQuery,
  reply: snakeSchema(UseTotalsView),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => snake(await sumUse(ctx, query)),
});

const ExpiringQuery = z.object({
  days: wholeNumber(1, 366).prefault("14"),
  limit: wholeNumber(1, 1000).prefault("50"),
});

const expiringRoute = route({
  method: "get",
  path: "/reports/expiring",
  scope: "wallets:read",
  summary: "Live credits that lapse within so many days, the soonest first",
  query: ExpiringQuery,
  reply: snakeSchema(
    z.object({
      items: z.array(ExpiringGrant),
      /** Of all of them, also those beyond the limit. */
      total: z.string(),
    }),
  ),
  status: 200,
  refusals: ["validation_error"],
  run: async (ctx, { query }) => {
    const { items, total } = await listExpiring(ctx, query);
    return snake({ items: [...items], total });
  },
});

export const REPORT_ROUTES: readonly Route[] = [consumptionRoute, expiringRoute].flat();
