import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import type { CreateOrganizationInput } from "../staff-schema";

const CREDIT_UNIT = { code: "credits", singular: "credit", plural: "credits" };

/**
 * Makes the organization that `ctx` names, with the credit unit that everything uses which
 * names none.
 *
 * @throws DomainError `already_exists` if another has the slug.
 */
export function createOrganization(ctx: Context, input: CreateOrganizationInput): Promise<void> {
  const { organizationId } = ctx;
  return transact(ctx, async (tx) => {
    const made = await tx.prisma.organization.createMany({
      data: [{ ...input, id: organizationId, createdAt: ctx.at }],
      skipDuplicates: true,
    });
    if (made.count === 0) {
      throw new DomainError("already_exists", "Another organization has this slug", {
        entity: "organization",
        field: "slug",
        value: input.slug,
      });
    }
    await tx.prisma.creditUnit.create({ data: { organizationId, ...CREDIT_UNIT } });
    await recordAudit(tx, ctx, {
      action: "organization.created",
      entity: "organization",
      entityId: organizationId,
      after: input,
    });
  });
}
