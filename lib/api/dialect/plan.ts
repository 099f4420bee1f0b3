import * as z from "zod";
import type { PlanDetail, PlanRow, PlanVersionRow, PlanView } from "@/lib/catalog/schema/plan";
import type { Context } from "@/lib/context";
import { AuditKeys, auditKeys } from "./audit";
import { DraftIssueDialect, draftIssuesDialect } from "./draft-issue";
import { EntitlementDialect, entitlementDialect } from "./entitlement";
import { PlanGrantDialect, planGrantDialect } from "./plan-grant";
import { PriceDialect, priceDialect } from "./price";

export const PlanDialect = z
  .object({
    ...AuditKeys,
    id: z.string(),
    name: z.string(),
    lookup_key: z.string(),
    description: z.string(),
    display_order: z.int().nullable(),
    metadata: z.record(z.string(), z.string()),
    product_id: z.string(),
    /** Of the version shown: what subscribers get, else the draft. */
    version: z.int().nullable(),
    version_status: z.string().nullable(),
    currency: z.string().nullable(),
    /** Whether changes wait to be published. */
    has_draft: z.boolean(),
    /** What keeps the draft from being published. */
    draft_issues: z.array(DraftIssueDialect),
    subscribers: z.int(),
    /** The three parts are null in lists; ask for the plan, or for each part. */
    prices: z.array(PriceDialect).nullable(),
    entitlements: z.array(EntitlementDialect).nullable(),
    credit_grants: z.array(PlanGrantDialect).nullable(),
  })
  .meta({ id: "Plan" });
export type PlanDialect = z.infer<typeof PlanDialect>;

export const versionShown = ({ live, draft }: PlanDetail) => live ?? draft;

export function planDialect(ctx: Context, plan: PlanDetail): PlanDialect {
  const version = versionShown(plan);
  return {
    ...planWords(ctx, plan),
    version: version?.number ?? null,
    version_status: version?.status ?? null,
    currency: version?.currency ?? null,
    has_draft: plan.draft !== null,
    draft_issues: draftIssuesDialect(plan.draft),
    subscribers: plan.subscribers,
    prices: (version?.charges ?? []).map((charge) => priceDialect(ctx, plan.id, charge)),
    entitlements: (version?.entitlements ?? []).map((view) =>
      entitlementDialect(ctx, plan.id, view),
    ),
    credit_grants: (version?.grants ?? []).map((view) => planGrantDialect(ctx, plan.id, view)),
  };
}

export const planRowDialect = (ctx: Context, row: PlanRow): PlanDialect => ({
  ...planWords(ctx, row),
  version: row.version,
  version_status: row.versionStatus,
  currency: row.currency,
  has_draft: row.hasDraft,
  draft_issues: [],
  subscribers: row.subscribers,
  prices: null,
  entitlements: null,
  credit_grants: null,
});

const planWords = (ctx: Context, plan: PlanView) => ({
  ...auditKeys(ctx, { ...plan, isArchived: plan.status === "ARCHIVED" }),
  id: plan.id,
  name: plan.name,
  lookup_key: plan.key,
  description: plan.description,
  display_order: null,
  metadata: plan.metadata,
  product_id: plan.productId,
});

export const PlanVersionDialect = z
  .object({
    id: z.string(),
    version: z.int(),
    status: z.string(),
    subscribers: z.int(),
    created_at: z.string(),
    published_at: z.string().nullable(),
  })
  .meta({ id: "PlanVersion" });

export const planVersionDialect = (row: PlanVersionRow) => ({
  id: row.id,
  version: row.number,
  status: row.status,
  subscribers: row.subscribers,
  created_at: row.createdAt,
  published_at: row.publishedAt,
});
