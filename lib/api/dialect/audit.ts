/** The keys that every object of the dialect ends with (API.md §3). */
import * as z from "zod";
import type { Context } from "@/lib/context";
import { idText } from "@/lib/ids";

export const AuditKeys = {
  created_at: z.string().nullable(),
  created_by: z.string().nullable(),
  updated_at: z.string().nullable(),
  updated_by: z.string().nullable(),
  status: z.enum(["published", "archived", "deleted"]),
  tenant_id: z.string(),
  environment_id: z.string(),
};

type Times = {
  readonly createdAt?: string | null;
  readonly updatedAt?: string | null;
  readonly createdBy?: string | null;
  readonly isArchived?: boolean;
};

/** Who did what is in the audit log; the dialect's `created_by` is told where it is known. */
export function auditKeys(ctx: Context, times: Times) {
  const organization = idText("org", ctx.organizationId);
  return {
    created_at: times.createdAt ?? null,
    created_by: times.createdBy ?? null,
    updated_at: times.updatedAt ?? times.createdAt ?? null,
    updated_by: null,
    status: times.isArchived ? ("archived" as const) : ("published" as const),
    tenant_id: organization,
    environment_id: organization,
  };
}
