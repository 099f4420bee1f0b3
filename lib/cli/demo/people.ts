/** Who acts in the demo's history: its staff by hand, its application by key, its jobs. */
import type { Context } from "@/lib/context";
import { type ApiKeyId, newId, type OrganizationId, type UserId } from "@/lib/ids";
import { contextAt } from "./clock";

export type People = {
  readonly billing: (at: Date) => Context;
  readonly support: (at: Date) => Context;
  readonly application: (at: Date) => Context;
  readonly system: (at: Date) => Context;
};

/** Makes the organization and its key. */
export const demoMaker = (organizationId: OrganizationId) => (at: Date) =>
  contextAt(organizationId, at, { actor: { kind: "system", name: DEMO_MAKER }, origin: "system" });
export const DEMO_MAKER = "demo";

/** @param keyId of the application. */
export function peopleOf(organizationId: OrganizationId, keyId: ApiKeyId): People {
  const staff = (name: string, role: "BILLING_ADMIN" | "SUPPORT") => {
    const userId = newId<UserId>();
    return (at: Date) =>
      contextAt(organizationId, at, {
        actor: { kind: "staff", userId, name, role },
        origin: "staff",
      });
  };
  return {
    billing: staff("Ben Billing", "BILLING_ADMIN"),
    support: staff("Sam Support", "SUPPORT"),
    application: (at) =>
      contextAt(organizationId, at, {
        actor: { kind: "api_key", keyId, name: "Demo application" },
        origin: "api",
      }),
    system: demoMaker(organizationId),
  };
}
