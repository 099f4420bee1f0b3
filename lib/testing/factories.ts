/**
 * The least that a test needs to begin with: an organization of its own, a context in it, a
 * customer. What a slice adds (wallets, plans) is made through its writes.
 */
import { randomUUID } from "node:crypto";
import type { Context, Origin, Role } from "@/lib/context";
import { prisma } from "@/lib/db/prisma";
import { type CustomerId, newId, type OrganizationId, type UserId } from "@/lib/ids";

export type ContextOptions = {
  readonly at?: Date;
  readonly role?: Role;
  readonly origin?: Origin;
  readonly mode?: "LIVE" | "TEST";
  readonly timezone?: string;
};

/** A fresh organization and a member of its staff who asks. */
export async function aContext(options: ContextOptions = {}): Promise<Context> {
  const organizationId = newId<OrganizationId>();
  const slug = `test-${randomUUID()}`;
  await prisma().organization.create({
    data: {
      id: organizationId,
      slug,
      name: slug,
      mode: options.mode ?? "LIVE",
      timezone: options.timezone ?? "UTC",
    },
  });
  await prisma().creditUnit.create({
    data: { organizationId, code: "credits", singular: "credit", plural: "credits" },
  });
  return {
    organizationId,
    actor: {
      kind: "staff",
      userId: newId<UserId>(),
      name: "Test Person",
      role: options.role ?? "OWNER",
    },
    origin: options.origin ?? "staff",
    at: options.at ?? new Date("2026-03-01T12:00:00Z"),
    requestId: `req_${randomUUID()}`,
  };
}

/** The same organization at another time, or asked by another origin. */
export const later = (ctx: Context, at: Date | string): Context => ({ ...ctx, at: new Date(at) });
export const askedBy = (ctx: Context, origin: Origin): Context => ({ ...ctx, origin });

/** A reference that no other command has. */
export const aReference = () => `ref-${randomUUID()}`;

/** A bare customer, for slices below the customer's writes. */
export async function aCustomer(
  ctx: Context,
  over: { externalId?: string; name?: string; timezone?: string } = {},
): Promise<CustomerId> {
  const id = newId<CustomerId>();
  await prisma().customer.create({
    data: {
      id,
      organizationId: ctx.organizationId,
      externalId: over.externalId ?? `ext-${randomUUID()}`,
      name: over.name ?? "Acme",
      timezone: over.timezone ?? "UTC",
      createdAt: ctx.at,
      updatedAt: ctx.at,
    },
  });
  return id;
}
