import { formatDay } from "@/components/domain/instant-format";
import { choiceField, choices, type FilterField } from "@/components/table/filter-field";
import { filterWords } from "@/components/table/filter-words";
import type { Context } from "@/lib/context";
import { onClock } from "@/lib/customer/reads/clock";
import { exportedCustomer } from "../../../exported-customer";
import { consumptionQuery, loadConsumptionParams } from "../search-params";

const BY = { member: "Member", property: "Property value", api_key: "API key" };

const FIELDS: readonly FilterField[] = [
  choiceField({ key: "by", label: "By", options: choices(BY) }),
  { key: "member", label: "Member", type: "text" },
];

/**
 * What the page shows under the same address, as the files ask for it.
 *
 * @throws DomainError `not_found`; `validation_error` for what is no customer's id.
 */
export async function exportedConsumption(
  ctx: Context,
  { search, params }: { search: URLSearchParams; params: Readonly<Record<string, unknown>> },
) {
  const { customerId, customer } = await exportedCustomer(ctx, params);
  const { at } = await onClock(ctx, customerId);
  const asked = loadConsumptionParams(search);
  const { query, days } = consumptionQuery(asked, { at, zone: customer.timezone });
  return {
    ...{ customerId, query },
    filters: async () => [
      { label: "Customer", value: customer.name },
      { label: "Days", value: `${shown(days.from)} – ${shown(days.to)}` },
      ...filterWords(FIELDS, search),
    ],
  };
}

const shown = (day: string) => formatDay(`${day}T12:00:00Z`);
