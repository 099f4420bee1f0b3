/** Organizations and their people, made by the product's own writes in the server's database. */
import { randomUUID } from "node:crypto";
import { type BrowserContext, expect } from "@playwright/test";
import { ROLE_NAMES } from "@/lib/auth/permission";
import { createOrganization } from "@/lib/auth/writes/create-organization";
import { createStaff } from "@/lib/auth/writes/create-staff";
import type { Context, Role } from "@/lib/context";
import { newId, type OrganizationId, type UserId } from "@/lib/ids";

export const PASSWORD = "a password for tests";

export type Mode = "LIVE" | "TEST";

/** A new organization, and a context in it whose clock is the wall's. */
export async function anOrganization(mode: Mode): Promise<Context> {
  const slug = `test-${randomUUID()}`;
  const ctx: Context = {
    organizationId: newId<OrganizationId>(),
    actor: { kind: "staff", userId: newId<UserId>(), name: "Test Person", role: "OWNER" },
    origin: "staff",
    at: new Date(),
    requestId: `req_${randomUUID()}`,
  };
  const name = "Northwind Data";
  await createOrganization(ctx, { slug, name, mode, currency: "USD", timezone: "UTC" });
  return ctx;
}

/** A member of the organization with this role; answers the email to sign in with. */
export async function aMember(ctx: Context, role: Role): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  await createStaff(ctx, { email, name: `Test ${ROLE_NAMES[role]}`, password: PASSWORD, role });
  return email;
}

/** Signs the browser in by the same call as the form makes; whoever was signed in is no more. */
export async function signInAs(context: BrowserContext, email: string): Promise<void> {
  await context.clearCookies();
  const { csrfToken } = await (await context.request.get("/api/auth/csrf")).json();
  const answer = await context.request.post("/api/auth/callback/credentials", {
    form: { csrfToken, email, password: PASSWORD, json: "true" },
  });
  expect(answer.ok(), "signing in").toBe(true);
}
