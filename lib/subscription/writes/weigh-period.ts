import type { PlanVersion } from "@/lib/catalog/rules/catalog";
import type { Context } from "@/lib/context";
import type { Tx } from "@/lib/db/tx";
import { ZERO } from "@/lib/money/credits";
import type { PeriodGrant } from "../rules/change-credit";
import { periodIssues } from "../rules/change-grants";
import { givenAs } from "../rules/plan-grant-command";
import type { Course } from "../rules/subscription";
import type { Subscription } from "../store";
import { loadAskedFees, loadIssuedGrants } from "../store/change-books";

type Weighed = {
  readonly subscription: Pick<Subscription, "id" | "customerId">;
  readonly version: PlanVersion;
  readonly course: Course;
};

/** What was asked for the period that ends within it, and what its credits came to. */
export async function weighPeriod(
  tx: Tx,
  ctx: Context,
  { subscription: { id, customerId }, version, course }: Weighed,
) {
  const { given, toCome } = periodIssues(version, course, ctx.at);
  const issued = await loadIssuedGrants(tx, customerId, given.map(givenAs(id)));
  const grants: readonly PeriodGrant[] = [
    ...issued.map(({ creditUnit, amount, unspent, isRoot }) => ({
      ...{ creditUnit, unspent, given: isRoot ? amount : ZERO },
    })),
    ...toCome.map(({ grant: { creditUnit, amount } }) => ({
      ...{ creditUnit, given: amount, unspent: amount },
    })),
  ];
  const fees = await loadAskedFees(tx, id, ctx.at);
  const replacesOneTime = given.some(({ grant }) => grant.cadence === "ONE_TIME");
  return {
    ...{ version, course, fees, grants, replacesOneTime },
    grantIds: issued.map((grant) => grant.id),
    unspent: issued.filter(({ unspent }) => unspent > ZERO),
  };
}
