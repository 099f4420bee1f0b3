/** Plans and their versions, as rows. */
import type { Prisma } from "@/lib/db/generated/client";
import type { ColdTx } from "@/lib/db/transact";
import {
  type FeatureId,
  idFromRow,
  newId,
  type OrganizationId,
  type PlanId,
  type PlanVersionId,
} from "@/lib/ids";

const byPosition = { orderBy: [{ position: "asc" as const }, { id: "asc" as const }] };

export const VERSION_PARTS = {
  plan: { select: { kind: true } },
  charges: byPosition,
  grants: byPosition,
  entitlements: byPosition,
} satisfies Prisma.PlanVersionInclude;
export type PlanVersionRecord = Prisma.PlanVersionGetPayload<{ include: typeof VERSION_PARTS }>;
export type ChargeRecord = PlanVersionRecord["charges"][number];
export type PlanGrantRecord = PlanVersionRecord["grants"][number];
export type EntitlementRecord = PlanVersionRecord["entitlements"][number];

/** What the views of a plan must know of the features it names. */
export type FeatureName = {
  readonly id: FeatureId;
  readonly key: string;
  readonly name: string;
  readonly type: "METERED" | "BOOLEAN" | "STATIC";
  readonly unitSingular: string;
  readonly unitPlural: string;
  readonly isArchived: boolean;
};
export type FeatureNames = ReadonlyMap<FeatureId, FeatureName>;

export type PlanRecord = Prisma.PlanGetPayload<object>;

export const loadPlan = (
  client: Prisma.TransactionClient,
  organizationId: OrganizationId,
  id: PlanId,
): Promise<PlanRecord | null> => client.plan.findFirst({ where: { id, organizationId } });

/** The plan's one version of this status, with its parts. Of ARCHIVED and SUPERSEDED, the latest. */
export const loadVersionOf = (
  client: Prisma.TransactionClient,
  planId: PlanId,
  status: PlanVersionRecord["status"],
): Promise<PlanVersionRecord | null> =>
  client.planVersion.findFirst({
    where: { planId, status },
    include: VERSION_PARTS,
    orderBy: { number: "desc" },
  });

export const loadVersion = (
  client: Prisma.TransactionClient,
  organizationId: OrganizationId,
  id: PlanVersionId,
): Promise<PlanVersionRecord | null> =>
  client.planVersion.findFirst({ where: { id, organizationId }, include: VERSION_PARTS });

export async function loadFeatureNames(
  client: Prisma.TransactionClient,
  organizationId: OrganizationId,
): Promise<FeatureNames> {
  const features = await client.feature.findMany({
    where: { organizationId },
    include: { meter: true },
  });
  return new Map(
    features.map((feature) => {
      const id = idFromRow<FeatureId>(feature.id);
      return [
        id,
        {
          id,
          key: feature.key,
          name: feature.name,
          type: feature.type,
          unitSingular: feature.unitSingular ?? "",
          unitPlural: feature.unitPlural ?? "",
          isArchived: feature.archivedAt !== null,
        },
      ];
    }),
  );
}

export async function isPlanKeyTaken(
  tx: ColdTx,
  organizationId: OrganizationId,
  key: string,
): Promise<boolean> {
  return (await tx.prisma.plan.count({ where: { organizationId, key } })) > 0;
}

/** A new draft, numbered after the plan's last version. */
export async function insertDraft(
  tx: ColdTx,
  plan: { readonly id: PlanId; readonly organizationId: OrganizationId },
  draft: { readonly currency: string; readonly at: Date },
): Promise<PlanVersionId> {
  const last = await tx.prisma.planVersion.aggregate({
    where: { planId: plan.id },
    _max: { number: true },
  });
  const id = newId<PlanVersionId>();
  await tx.prisma.planVersion.create({
    data: {
      id,
      organizationId: plan.organizationId,
      planId: plan.id,
      number: (last._max.number ?? 0) + 1,
      status: "DRAFT",
      currency: draft.currency,
      createdAt: draft.at,
      updatedAt: draft.at,
    },
  });
  return id;
}

export const runningAt = (at: Date) =>
  ({
    status: { not: "ENDED" },
    OR: [{ endsAt: null }, { endsAt: { gt: at } }],
  }) satisfies Prisma.SubscriptionWhereInput;
