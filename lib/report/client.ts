/** Browser side: the consumption chart's figures over GET /v1/customers/{id}/consumption. */
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import * as z from "zod";
import { type ConsumptionFields, ConsumptionSeries, ConsumptionView } from "./schema/consumption";

/** @param customerId the customer's outer id, `cus_…`. */
export const consumptionOptions = (customerId: string, query: ConsumptionFields) =>
  queryOptions({
    queryKey: ["customers", customerId, "consumption", query] as const,
    queryFn: ({ signal }) => fetchConsumption(consumptionAddress(customerId, query), signal),
    // A new range keeps the old columns in sight until its own are there.
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });

export function consumptionAddress(customerId: string, query: ConsumptionFields): string {
  const search = new URLSearchParams({ from: query.from, to: query.to });
  if (query.grain) search.set("grain", query.grain);
  if (query.by) search.set("by", query.by);
  if (query.compare) search.set("compare", query.compare);
  if (query.member) search.set("member", query.member);
  return `/v1/customers/${customerId}/consumption?${search}`;
}

/** @throws Error with the answer's own words if it is not a success. */
async function fetchConsumption(address: string, signal: AbortSignal): Promise<ConsumptionView> {
  const response = await fetch(address, { signal, headers: { accept: "application/json" } });
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(Problem.parse(body).detail);
  return Answer.parse(body);
}

const Problem = z.object({ detail: z.string().catch("The figures could not be read") });

const Units = z.object({ unit_singular: z.string(), unit_plural: z.string() });

/** The API writes keys in snake case. */
const Answer = z
  .object({
    ...ConsumptionView.omit({ series: true, refusedEvents: true, ledgerTotal: true, tiesOut: true })
      .shape,
    series: z.array(
      z
        .object({
          ...ConsumptionSeries.omit({ unitSingular: true, unitPlural: true, reportingUnit: true })
            .shape,
          ...Units.shape,
          reporting_unit: Units.extend({ conversion_rate: z.string() }).nullable(),
        })
        .transform(({ unit_singular, unit_plural, reporting_unit, ...series }) => ({
          ...{ ...series, unitSingular: unit_singular, unitPlural: unit_plural },
          reportingUnit: reporting_unit && {
            unitSingular: reporting_unit.unit_singular,
            unitPlural: reporting_unit.unit_plural,
            conversionRate: reporting_unit.conversion_rate,
          },
        })),
    ),
    refused_events: z.int(),
    ledger_total: z.string(),
    ties_out: z.boolean(),
  })
  .transform(
    ({ refused_events, ledger_total, ties_out, ...answer }): ConsumptionView => ({
      ...answer,
      refusedEvents: refused_events,
      ledgerTotal: ledger_total,
      tiesOut: ties_out,
    }),
  );
