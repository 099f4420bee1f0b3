import type { Context } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import type { PlanVersionId } from "@/lib/ids";
import { creditsText } from "@/lib/money/credits";
import { moneyText } from "@/lib/money/money";
import { type WorkedExample, workedExamples } from "../rules/worked-examples";
import type { WorkedExampleView } from "../schema/worked-example";
import { loadCatalog } from "../store";

/** A version worked through three cases, as prices are now; undefined without such a version. */
export async function findWorkedExamples(
  ctx: Context,
  versionId: PlanVersionId,
): Promise<readonly WorkedExampleView[] | undefined> {
  const { planVersions, features } = await loadCatalog({ sql: readSql }, ctx.organizationId);
  const version = planVersions.get(versionId);
  return version && workedExamples(version, { features, at: ctx.at }).map(exampleView);
}

const exampleView = ({ title, lines }: WorkedExample): WorkedExampleView => ({
  title,
  lines: lines.map(({ money, credits, ...line }) => ({
    ...line,
    money: money === null ? null : moneyText(money),
    credits: credits === null ? null : creditsText(credits),
  })),
});
