/** What keeps a draft from being published, told by the names that the API's bodies have. */
import * as z from "zod";
import type { PlanVersionView } from "@/lib/catalog/schema/plan";
import { snakeCase } from "@/lib/transport/snake-case";

export const DraftIssueDialect = z.object({
  /** Where in the draft: `prices.0.tiers.1.up_to`; empty: the plan as a whole. */
  path: z.string(),
  /** Of the price, entitlement or credit grant; null: the plan's own. */
  part_id: z.string().nullable(),
  message: z.string(),
});
export type DraftIssueDialect = z.infer<typeof DraftIssueDialect>;

const LISTS = { charges: "prices", grants: "credit_grants", entitlements: "entitlements" } as const;

/** Where a body's word is another; all others change only their case. */
const NAMES: Readonly<Record<string, string>> = {
  packageSize: "transform_quantity",
  settlement: "settle",
  expirationKind: "expiration_type",
  expirationUnit: "expiration_duration_unit",
  name: "display_name",
};

/** Empty without a draft. */
export const draftIssuesDialect = (draft: PlanVersionView | null): DraftIssueDialect[] =>
  (draft?.issues ?? []).map(({ path, message }) => ({
    path: bodyPath(path, draft),
    part_id: partAt(path, draft),
    message,
  }));

/** `gives` is said beside the price itself; a percentage has a word of its own. */
export function bodyPath(path: string, draft: PlanVersionView | null): string {
  const [list = "", index, ...field] = path.split(".");
  if (!isList(list)) return path.split(".").map(snakeCase).join(".");
  const steps = field.filter((step) => step !== "gives");
  const isShare = list === "charges" && steps[0] === "amount" && isPercentage(draft, index);
  const named = isShare ? ["percent"] : steps.map((step) => nameOf(list, step));
  return [LISTS[list], index, ...named].join(".");
}

function partAt(path: string, draft: PlanVersionView | null): string | null {
  const [list = "", index] = path.split(".");
  return isList(list) ? (draft?.[list][Number(index)]?.id ?? null) : null;
}

const isList = (list: string): list is keyof typeof LISTS => list in LISTS;

/** A plan's credits are called `name` in their own body, too. */
const nameOf = (list: keyof typeof LISTS, step: string): string =>
  list === "grants" && step === "name" ? step : (NAMES[step] ?? snakeCase(step));

function isPercentage(draft: PlanVersionView | null, index: string | undefined): boolean {
  const charge = draft?.charges[Number(index)];
  return charge?.kind === "USAGE" && charge.model === "PERCENTAGE";
}
