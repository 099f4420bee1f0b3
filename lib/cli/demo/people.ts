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

export function peopleOf(organizationId: OrganizationId): People {
  const staff = (name: string, role: "BILLING_ADMIN" | "SUPPORT") => {
    const userId = newId<UserId>();
    return (at: Date) =>
      contextAt(organizationId, at, {
        actor: { kind: "staff", userId, name, role },
        origin: "staff",
      });
  };
  const keyId = newId<ApiKeyId>();
  return {
    billing: staff("Ben Billing", "BILLING_ADMIN"),
    support: staff("Sam Support", "SUPPORT"),
    application: (at) =>
      contextAt(organizationId, at, {
        actor: { kind: "api_key", keyId, name: "Demo application" },
        origin: "api",
      }),
    system: (at) =>
      contextAt(organizationId, at, { actor: { kind: "system", name: "demo" }, origin: "system" }),
  };
}
