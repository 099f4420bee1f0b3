/** Staff and their memberships, read anew for every request: who was removed is out at once. */
import * as z from "zod";
import type { Role } from "@/lib/context";
import { readSql } from "@/lib/db/transact";
import { idFromRow, type OrganizationId, type UserId } from "@/lib/ids";
import type { OrganizationMode } from "./permission";

export type Membership = {
  readonly organizationId: OrganizationId;
  readonly slug: string;
  readonly organizationName: string;
  readonly mode: OrganizationMode;
  readonly role: Role;
};

export type Staff = {
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  /** Live organizations first, then by name. */
  readonly memberships: readonly Membership[];
};

const MembershipRow = z.object({
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  organization_id: z.string().nullable(),
  slug: z.string().nullable(),
  organization_name: z.string().nullable(),
  mode: z.enum(["LIVE", "TEST"]).nullable(),
  role: z.enum(["OWNER", "BILLING_ADMIN", "SUPPORT", "FINANCE", "DEVELOPER", "VIEWER"]).nullable(),
});

const MEMBERSHIPS = `
  SELECT u.id AS user_id, u.name, u.email, o.id AS organization_id, o.slug,
         o.name AS organization_name, o.mode::text AS mode, m.role::text AS role
    FROM staff_user u
    LEFT JOIN membership m ON m.user_id = u.id
    LEFT JOIN organization o ON o.id = m.organization_id
   WHERE u.id = $1::uuid AND u.disabled_at IS NULL
   ORDER BY o.mode, o.name, o.id`;

/** @returns `undefined` for a person who is gone or disabled. */
export async function findStaff(userId: UserId): Promise<Staff | undefined> {
  const rows = z.array(MembershipRow).parse(await readSql(MEMBERSHIPS, [userId]));
  const [first] = rows;
  if (first === undefined) return undefined;
  return {
    userId,
    name: first.name,
    email: first.email,
    memberships: rows.flatMap(membershipFromRow),
  };
}

function membershipFromRow(row: z.infer<typeof MembershipRow>): readonly Membership[] {
  const { organization_id, slug, organization_name, mode, role } = row;
  if (organization_id === null || slug === null || organization_name === null) return [];
  if (mode === null || role === null) return [];
  const organizationId = idFromRow<OrganizationId>(organization_id);
  return [{ organizationId, slug, organizationName: organization_name, mode, role }];
}

const CredentialsRow = z.object({ id: z.string(), name: z.string(), password_hash: z.string() });

export type Credentials = {
  readonly userId: UserId;
  readonly name: string;
  readonly passwordHash: string;
};

/** @param email in lower case, as it is stored. */
export async function findCredentials(email: string): Promise<Credentials | undefined> {
  const [row] = await readSql(
    `SELECT id, name, password_hash FROM staff_user
      WHERE email = $1::text AND disabled_at IS NULL`,
    [email],
  );
  if (row === undefined) return undefined;
  const { id, name, password_hash } = CredentialsRow.parse(row);
  return { userId: idFromRow<UserId>(id), name, passwordHash: password_hash };
}
