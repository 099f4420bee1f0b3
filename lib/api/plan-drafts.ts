/** What a plan's draft says as a whole, beside its prices, credits and entitlements. */
import * as z from "zod";
import { CommitmentInput, PlanDraftInput, type PlanVersionView } from "@/lib/catalog/schema/plan";
import { CreditUnit } from "@/lib/catalog/schema/text";
import { changeDraftTerms } from "@/lib/catalog/writes/add-to-draft";
import { PlanId } from "@/lib/ids";
import { MoneyOrZero, PositiveMoney } from "@/lib/money/schema";
import { amountText } from "./amounts";
import { DraftIssueDialect, draftIssuesDialect } from "./dialect/draft-issue";
import { PERIOD_NAMES, PERIOD_WORDS, PERIODS_IN } from "./dialect/periods";
import { inBodyWords, pour } from "./pour";
import { type Route, route } from "./route";

const CommitmentFields = z.strictObject({
  amount: amountText(MoneyOrZero),
  /** Without one, the amount is money of the plan's currency. */
  credit_unit: CreditUnit.nullish(),
  period: z.enum(PERIOD_WORDS).default("ANNUAL"),
  shortfall: CommitmentInput.shape.shortfall.unwrap().nullish(),
});

const DraftTerms = PlanDraftInput.pick({ overageRule: true, overagePrice: true, commitment: true });

const Body = z
  .strictObject({
    overage_rule: z.enum(["CARRY", "INVOICE"]).default("CARRY"),
    overage_price: amountText(PositiveMoney).nullish(),
    commitment: CommitmentFields.nullish(),
  })
  .transform((body, issue) =>
    pour(
      DraftTerms,
      {
        overageRule: body.overage_rule,
        overagePrice: body.overage_price ?? null,
        commitment: body.commitment
          ? {
              amount: body.commitment.amount,
              creditUnit: body.commitment.credit_unit ?? null,
              period: PERIODS_IN[body.commitment.period],
              ...(body.commitment.shortfall && { shortfall: body.commitment.shortfall }),
            }
          : null,
      },
      { issue },
    ),
  );

const DraftDialect = z
  .object({
    plan_id: z.string(),
    version: z.int(),
    currency: z.string(),
    overage_rule: z.enum(["CARRY", "INVOICE"]),
    overage_price: z.string().nullable(),
    commitment: z
      .object({
        amount: z.string(),
        credit_unit: z.string().nullable(),
        period: z.enum(PERIOD_WORDS),
        shortfall: z.string(),
      })
      .nullable(),
    /** What keeps it from being published. */
    draft_issues: z.array(DraftIssueDialect),
  })
  .meta({ id: "PlanDraft" });

function draftDialect(draft: PlanVersionView): z.output<typeof DraftDialect> {
  const { commitment } = draft;
  return {
    plan_id: draft.planId,
    version: draft.number,
    currency: draft.currency,
    overage_rule: draft.overageRule,
    overage_price: draft.overagePrice,
    commitment: commitment && {
      amount: commitment.amount,
      credit_unit: commitment.creditUnit,
      period: PERIOD_NAMES[commitment.period],
      shortfall: commitment.shortfall,
    },
    draft_issues: draftIssuesDialect(draft),
  };
}

const updateDraftRoute = route({
  method: "put",
  path: "/plans/{planId}/draft",
  scope: "catalog:write",
  summary: "Say what becomes of overage and what is committed, in the draft",
  params: z.object({ planId: PlanId }),
  body: Body,
  reply: DraftDialect,
  status: 200,
  refusals: ["validation_error", "not_found", "invalid_state"],
  run: async (ctx, { params: { planId }, body }) =>
    draftDialect(await changeDraftTerms(ctx, planId, body).catch(inBodyWords())),
});

export const PLAN_DRAFT_ROUTES: readonly Route[] = [updateDraftRoute].flat();
