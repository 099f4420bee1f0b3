/** What a locked subscription chose, and the grants that come with it. */
import { type Tx, tell } from "@/lib/db/tx";
import { newId, type SubscriptionId } from "@/lib/ids";
import type { Choices } from "../rules/choices";
import { type Course, nextDueAt } from "../rules/subscription";
import type { Subscription } from "../store";

export const updateChoices = (tx: Tx, id: SubscriptionId, choices: Choices): Promise<void> =>
  tell(tx, "UPDATE subscription SET choices = $2::jsonb WHERE id = $1::uuid", [
    id,
    JSON.stringify(choices),
  ]);

/** Counts what it gives and takes as this course does, be it new to it or known from before. */
export async function updateCounted(
  tx: Tx,
  { id, organizationId, customerId }: Pick<Subscription, "id" | "organizationId" | "customerId">,
  course: Course,
): Promise<void> {
  const { grants } = course;
  await tell(
    tx,
    `INSERT INTO subscription_grant (id, organization_id, customer_id, subscription_id,
       plan_grant_id, anchor_at, issued, next_at, origin_at, origin_index,
       origin_prorated)
     SELECT c.id, $1::uuid, $2::uuid, $3::uuid, plan_grant_id, $4::timestamptz, issued, next_at,
       origin_at, origin_index, origin_prorated
     FROM unnest($5::uuid[], $6::uuid[], $7::int[], $8::timestamptz[], $9::timestamptz[], $10::int[],
         $11::boolean[])
       AS c (id, plan_grant_id, issued, next_at, origin_at, origin_index, origin_prorated)
     ON CONFLICT (subscription_id, plan_grant_id) DO UPDATE SET issued = excluded.issued,
       next_at = excluded.next_at, origin_at = excluded.origin_at, origin_index = excluded.origin_index,
       origin_prorated = excluded.origin_prorated`,
    [
      organizationId,
      customerId,
      id,
      course.anchorAt,
      grants.map(() => newId()),
      grants.map(({ planGrantId }) => planGrantId),
      grants.map(({ issued }) => issued),
      grants.map(({ nextAt }) => nextAt?.toISOString() ?? null),
      grants.map(({ origin }) => origin?.at.toISOString() ?? null),
      grants.map(({ origin }) => origin?.index ?? 0),
      grants.map(({ origin }) => origin?.isProrated ?? false),
    ],
  );
  await tell(tx, "UPDATE subscription SET next_due_at = $2::timestamptz WHERE id = $1::uuid", [
    id,
    nextDueAt(course),
  ]);
}
