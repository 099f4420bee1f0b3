/** How organizations and their people are made. Apart from `schema.ts`, which the browser loads. */
import * as z from "zod";
import type { Role } from "@/lib/context";
import { isZone } from "@/lib/time/zone";
import { ROLE_NAMES } from "./permission";
import { SignInInput } from "./schema";

const StaffRole = z.enum(Object.keys(ROLE_NAMES) as [Role, ...Role[]], "Not a role");

/** A book: its catalogue, customers and ledger. A sandbox is another one, of mode TEST. */
export const CreateOrganizationInput = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens")
    .max(60, "At most 60 characters"),
  name: z.string().trim().min(1, "Name the organization").max(100, "At most 100 characters"),
  mode: z.enum(["LIVE", "TEST"]).default("LIVE"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "Use a code such as USD")
    .default("USD"),
  timezone: z.string().refine(isZone, "Not a time zone, such as Europe/Berlin").default("UTC"),
});
export type CreateOrganizationInput = z.output<typeof CreateOrganizationInput>;

/** A person who signs in, and their role in one organization. */
export const CreateStaffInput = z.object({
  email: SignInInput.shape.email,
  name: z.string().trim().min(1, "Name the person").max(100, "At most 100 characters"),
  password: z.string().min(10, "At least 10 characters").max(200, "At most 200 characters"),
  role: StaffRole,
});
export type CreateStaffInput = z.output<typeof CreateStaffInput>;

/** A person who has a sign-in, and their role in one organization more. */
export const JoinInput = CreateStaffInput.pick({ email: true, role: true });
export type JoinInput = z.output<typeof JoinInput>;
