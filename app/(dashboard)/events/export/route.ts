import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { collectPages, csvRoute } from "@/lib/transport/csv";
import { listEvents } from "@/lib/usage/reads/events";
import { eventQuery, loadEventParams } from "../search-params";
import { EVENT_COLUMNS } from "./event-columns";

export const GET = csvRoute({
  permission: "usage:read",
  fileName: "events",
  columns: EVENT_COLUMNS,
  rows: async (ctx, { search }) => {
    const { zone } = await findCatalogDefaults(ctx);
    const query = eventQuery(loadEventParams(search), { zone, at: ctx.at });
    return collectPages((page) => listEvents(ctx, { ...query, ...page }));
  },
});
