import { findCustomer } from "@/lib/customer/reads";
import { onClock } from "@/lib/customer/reads/clock";
import { notFound } from "@/lib/errors";
import { CustomerId } from "@/lib/ids";
import { exportRoute } from "@/lib/transport/export";
import { parseInput } from "@/lib/transport/problem";
import { eventWords } from "../../../../events/event-words";
import { eventQuery, loadEventParams } from "../../../../events/search-params";

/** What the customer's tab lists under the same address. */
export const GET = exportRoute({
  list: "events",
  fileName: "events",
  asked: async (asking, { search, params }) => {
    const customerId = parseInput(CustomerId, params.customerId);
    const customer = await findCustomer(asking, customerId);
    if (!customer) throw notFound("customer", String(params.customerId));
    const ctx = await onClock(asking, customerId);
    const query = eventQuery(loadEventParams(search), { zone: customer.timezone, at: ctx.at });
    return {
      query: { ...query, customerId, customer: null },
      filters: async () => [
        { label: "Customer", value: customer.name },
        ...(await eventWords(asking, search, { isOfCustomer: true })),
      ],
    };
  },
});
