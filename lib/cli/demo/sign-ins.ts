/** The people of the demo, one a role. They are no secret: the demo's data is fictional. */
import { CreateStaffInput } from "@/lib/auth/staff-schema";
import { createStaff } from "@/lib/auth/writes/create-staff";
import type { Context, Role } from "@/lib/context";

export const DEMO_PASSWORD = "florin-demo";

export type SignIn = { readonly role: Role; readonly name: string; readonly email: string };

export const DEMO_SIGN_INS: readonly SignIn[] = [
  { role: "OWNER", name: "Olivia Owner", email: "owner@demo.example" },
  { role: "BILLING_ADMIN", name: "Ben Billing", email: "billing@demo.example" },
  { role: "SUPPORT", name: "Sam Support", email: "support@demo.example" },
  { role: "FINANCE", name: "Fiona Finance", email: "finance@demo.example" },
  { role: "DEVELOPER", name: "Dev Developer", email: "developer@demo.example" },
  { role: "VIEWER", name: "Vera Viewer", email: "viewer@demo.example" },
];

export async function makeSignIns(ctx: Context): Promise<void> {
  for (const person of DEMO_SIGN_INS) {
    await createStaff(ctx, CreateStaffInput.parse({ ...person, password: DEMO_PASSWORD }));
  }
}
