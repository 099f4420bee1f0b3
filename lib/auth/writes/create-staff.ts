import { recordAudit } from "@/lib/audit/record";
import type { Context } from "@/lib/context";
import { transact } from "@/lib/db/transact";
import { DomainError } from "@/lib/errors";
import { newId, type UserId } from "@/lib/ids";
import { hashPassword } from "../password";
import type { CreateStaffInput } from "../staff-schema";

/**
 * Makes a person who signs in with a password, as a member of the context's organization.
 *
 * @throws DomainError `already_exists` if somebody has the e-mail address.
 */
export async function createStaff(ctx: Context, input: CreateStaffInput): Promise<UserId> {
  const { email, name, password, role } = input;
  const userId = newId<UserId>();
  // Outside the transaction: a hash takes its time on purpose.
  const passwordHash = await hashPassword(password);
  await transact(ctx, async (tx) => {
    const made = await tx.prisma.staffUser.createMany({
      data: [{ id: userId, email, name, passwordHash, createdAt: ctx.at }],
      skipDuplicates: true,
    });
    if (made.count === 0) {
      throw new DomainError("already_exists", "Somebody has this email address", {
        entity: "user",
        field: "email",
        value: email,
      });
    }
    const { organizationId } = ctx;
    await tx.prisma.membership.create({
      data: { organizationId, userId, role, createdAt: ctx.at },
    });
    await recordAudit(tx, ctx, {
      action: "staff.created",
      entity: "user",
      entityId: userId,
      after: { email, name, role },
    });
  });
  return userId;
}
