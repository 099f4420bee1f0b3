import type { Catalog, PlanVersion } from "@/lib/catalog/rules/catalog";
import { subtotalOf } from "@/lib/invoicing/rules/invoice-lines";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { boundOf, indexAt } from "@/lib/time/period";
import { foreseeOwn } from "../rules/terms-in-time";
import type { SubscriptionRow } from "../schema/rows";
import type { ViewRow } from "../store/view-row";
import { subscriptionView } from "../view";

/** With what only the list of the dashboard tells. */
export function subscriptionRow(
  row: ViewRow,
  catalog: Catalog,
  marks: Pick<SubscriptionRow, "hasOverrides" | "isOnTestClock">,
): SubscriptionRow {
  const version = catalog.planVersions.get(row.planVersionId);
  if (!version) throw new RangeError(`no plan version of ${row.id}`);
  return {
    ...subscriptionView(row),
    ...marks,
    chosenTiers: tiersOf(version, row),
    ...nextInvoiceOf(catalog, row),
  };
}

const tiersOf = ({ charges }: PlanVersion, { choices: { tiers } }: ViewRow) =>
  charges.flatMap((charge) => {
    const index = charge.kind === "CREDITS" ? tiers[charge.id] : undefined;
    const tier = charge.kind === "CREDITS" && index !== undefined && charge.tiers[index];
    return tier && charge.kind === "CREDITS"
      ? [{ credits: creditsText(tier.credits), creditUnit: charge.creditUnit }]
      : [];
  });

/** The first of the next two closes that asks for something: what follows a trial is the second. */
function nextInvoiceOf(catalog: Catalog, { status, course, ...chosen }: ViewRow) {
  const none = { nextInvoiceAt: null, nextInvoiceTotal: null };
  if (status === "ENDED") return none;
  // Credits within the period ask for nothing, and would be most of the way.
  const bare = { ...course, grants: [] };
  const until = boundOf(course, indexAt(course, course.period.end) + 1);
  const step = foreseeOwn(catalog, { ...chosen, course: bare }, until).find(
    ({ lines }) => lines.length > 0,
  );
  if (!step) return none;
  return {
    nextInvoiceAt: step.at.toISOString(),
    nextInvoiceTotal: moneyText(subtotalOf(step.lines)),
  };
}
