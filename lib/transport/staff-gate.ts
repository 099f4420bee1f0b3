/**
 * The gate of the dashboard: a session becomes a `Context`. Membership and role are read from
 * the database at every request, so a person who is removed is out at once.
 */
import "server-only";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { type Permission, permissionsOf, permits } from "@/lib/auth/permission";
import {
  findSession,
  isSecureSite,
  ORGANIZATION_COOKIE,
  type StaffSession,
} from "@/lib/auth/session";
import type { Context } from "@/lib/context";
import { DomainError, notFound } from "@/lib/errors";
import { requestIdFrom } from "./request-id";

/** Who is signed in, or `undefined`. Asked once a render, however many parts of a page ask. */
export const findStaffSession = cache(async (): Promise<StaffSession | undefined> => {
  const jar = await cookies();
  return findSession((name) => jar.get(name)?.value);
});

/** What the signed-in person may do where they are: for showing and hiding, never for deciding. */
export async function listPermissions(): Promise<readonly Permission[]> {
  const session = await findStaffSession();
  return session ? permissionsOf(session.current.role, session.current.mode) : [];
}

/** @throws DomainError `unauthenticated`, or `forbidden` if the role does not hold `permission`. */
export async function staffContext(permission: Permission, requestId?: string): Promise<Context> {
  const session = await findStaffSession();
  if (session === undefined) throw new DomainError("unauthenticated", "Sign in first", {});
  const { userId, name, current } = session;
  if (!permits(current.role, current.mode, permission)) {
    throw new DomainError("forbidden", "Your role does not allow this", {
      missing_permission: permission,
    });
  }
  return {
    organizationId: current.organizationId,
    actor: { kind: "staff", userId, name, role: current.role },
    origin: "staff",
    at: new Date(),
    requestId: requestId ?? (await staffRequestId()),
  };
}

/** The id of this request, as the server in front set it. */
export const staffRequestId = async (): Promise<string> =>
  requestIdFrom((await headers()).get("x-request-id"));

/** Looks at another organization of one's own from now on. For a server action only. */
export async function chooseOrganization(slug: string): Promise<void> {
  const session = await findStaffSession();
  if (!session?.memberships.some((membership) => membership.slug === slug)) {
    throw notFound("organization", slug);
  }
  const jar = await cookies();
  jar.set(ORGANIZATION_COOKIE, slug, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecureSite(),
    path: "/",
  });
}
