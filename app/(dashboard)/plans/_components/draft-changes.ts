import { PlanVersionView } from "@/lib/catalog/schema/plan";
import type { HistoryItem } from "@/lib/report/schema/history";
import type { FeatureOption } from "./offer";
import { changesBetween, versionLines } from "./version-lines";

/**
 * What a save of a draft changed, said as versions are compared; `null` where it was none, or one of
 * a form that is no longer written.
 */
export function draftChanges(
  { before, after }: Pick<HistoryItem, "before" | "after">,
  features: readonly FeatureOption[],
): HistoryItem["changes"] | null {
  const [one, other] = [PlanVersionView.safeParse(before), PlanVersionView.safeParse(after)];
  if (!one.success || !other.success) return null;
  const lines = changesBetween(
    versionLines(one.data, features),
    versionLines(other.data, features),
  );
  return lines.flatMap(({ label, fields }) =>
    fields.map((field) => ({
      field: label === field.name ? label : `${label}: ${field.name}`,
      before: field.before,
      after: field.after,
    })),
  );
}
