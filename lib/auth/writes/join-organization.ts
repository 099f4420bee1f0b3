import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError, notFound } from "@/lib/errors";
import type { JoinInput } from "../staff-schema";

/**
 * Makes a person who signs in elsewhere already a member of the context's organization too, such as
 * the sandbox beside a live one.
 *
 * @throws DomainError `not_found` for an address that nobody has; `already_exists` for a member.
 */
export function joinOrganization(ctx: Context, { email, role }: JoinInput): Promise<void> {
  const { organizationId } = ctx;
  return transact(ctx, async (tx) => {
    const person = await tx.prisma.staffUser.findUnique({ where: { email } });
    if (!person) throw notFound("person", email);
    const made = await tx.prisma.membership.createMany({
      data: [{ organizationId, userId: person.id, role, createdAt: ctx.at }],
      skipDuplicates: true,
    });
    if (made.count === 0) {
      throw new DomainError("already_exists", "This person is a member already", {
        entity: "membership",
        field: "email",
        value: email,
      });
    }
    await recordAudit(tx, ctx, {
      action: "staff.joined",
      entity: "user",
      entityId: person.id,
      after: { email, role },
    });
  });
}
