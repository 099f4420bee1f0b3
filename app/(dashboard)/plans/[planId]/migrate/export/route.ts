import { choiceField, choices } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { notFound } from "@/lib/errors";
import { PlanId } from "@/lib/ids";
import { latestVersion } from "@/lib/subscription/writes/migrate-subscribers";
import { exportRoute } from "@/lib/transport/export";
import { loadMigrateParams } from "../search-params";

const WHEN = choices({ now: "Now", period_end: "At each renewal" });

/** What the page shows the first of. */
export const GET = exportRoute({
  list: "migration",
  fileName: "subscribers-to-move",
  asked: async (ctx, { search, params }) => {
    const { data: planId } = PlanId.safeParse(params.planId);
    if (!planId) throw notFound("plan", String(params.planId));
    const { when } = loadMigrateParams(search);
    const { id: planVersionId, planName } = await latestVersion(ctx, planId);
    return {
      query: { planId, planVersionId, when },
      filters: async () => [
        { label: "Plan", value: planName },
        ...filterWords(
          [choiceField({ key: "when", label: "Moves", options: WHEN })],
          new URLSearchParams({ when }),
        ),
      ],
    };
  },
});
