/** The session cookie: a signed token that says who, and nothing of what they may do. */
import { decode } from "next-auth/jwt";
import { idFromRow, type UserId } from "@/lib/ids";
import { findStaff, type Membership, type Staff } from "./store";

/** A working day: after it, one signs in again. */
export const SESSION_SECONDS = 12 * 60 * 60;

/** Which organization the person looks at, by slug; a choice among their own, never a right. */
export const ORGANIZATION_COOKIE = "florin-organization";

export const isSecureSite = () => process.env.NEXTAUTH_URL?.startsWith("https://") ?? false;

export const sessionCookie = () =>
  isSecureSite() ? "__Secure-next-auth.session-token" : "next-auth.session-token";

export type StaffSession = Staff & {
  /** The organization they look at, and their role in it. */
  readonly current: Membership;
};

/** How the two gates read a cookie, whatever their framework. */
export type ReadCookie = (name: string) => string | undefined;

/**
 * Who these cookies belong to, by the database as it is now.
 *
 * @returns `undefined` without a valid session, for a disabled person, and for one who is no
 *   longer a member of any organization.
 */
export async function findSession(readCookie: ReadCookie): Promise<StaffSession | undefined> {
  const userId = await userOf(readCookie(sessionCookie()));
  const staff = userId && (await findStaff(userId));
  if (!staff) return undefined;
  const chosen = readCookie(ORGANIZATION_COOKIE);
  const current = staff.memberships.find(({ slug }) => slug === chosen) ?? staff.memberships[0];
  return current && { ...staff, current };
}

async function userOf(token: string | undefined): Promise<UserId | undefined> {
  const secret = process.env.NEXTAUTH_SECRET;
  if (!token || !secret) return undefined;
  try {
    const claims = await decode({ token, secret });
    return claims?.sub ? idFromRow<UserId>(claims.sub) : undefined;
  } catch {
    // Not a token of ours, or past its end: the same as none.
    return undefined;
  }
}
