import { choiceField, choices, type FilterField } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import { DomainError } from "@/lib/errors";
import { exportRoute } from "@/lib/transport/export";
import { loadSubscriptionParams } from "../../search-params";
import { subscriptionWords } from "../../subscription-words";
import { loadRenewalMoveParams, selectionIn, targetIn } from "../search-params";

const DAY_FIELDS: readonly FilterField[] = [
  choiceField({ key: "cycle", label: "Renews", options: choices({ CALENDAR: "On the 1st" }) }),
  { key: "day", label: "Day of the month", type: "text" },
  { key: "on", label: "Date", type: "day" },
];

/** What the page shows the first of. */
export const GET = exportRoute({
  list: "renewal_dates",
  fileName: "renewal-dates-to-move",
  asked: async (ctx, { search }) => {
    const params = loadRenewalMoveParams(search);
    const target = targetIn(params);
    if (!target) {
      throw new DomainError("validation_error", "Name the new day", {
        fields: { day: ["Missing"] },
      });
    }
    const selection = selectionIn(params, loadSubscriptionParams(search));
    return {
      query: { target, selection },
      filters: async () => [
        ...filterWords(DAY_FIELDS, search),
        ...(await subscriptionWords(ctx, search)),
      ],
    };
  },
});
