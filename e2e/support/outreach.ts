/** A business that finds people to talk to (journey J4): sources by provider, each contact charged once. */
import type { Api } from "./api";

export const OUTREACH = { external_id: "lumen-outreach", name: "Lumen Outreach" } as const;

export type Outreach = {
  readonly emailId: string;
  readonly phoneId: string;
  readonly customerId: string;
  readonly walletId: string;
};

/**
 * An e-mail costs 2 credits, at the provider “deep” 3; a phone number 8, once a contact and ever: an
 * enrichment with `mode` = `refresh` is another feature, and charged anew.
 */
export async function sellOutreach(api: Api, credits: string): Promise<Outreach> {
  const email = await api.made("/features", {
    ...{ name: "Email lookup", lookup_key: "email_lookup", credits_per_unit: "2" },
    ...{ unit_singular: "email", unit_plural: "emails" },
    meter: { event_name: "email_lookup" },
  });
  await api.made(`/features/${email.id}/credit-costs`, {
    ...{ credits_per_unit: "3", property: "provider", values: ["deep"] },
  });
  const phone = await api.made("/features", {
    ...{ name: "Phone reveal", lookup_key: "phone_reveal", credits_per_unit: "8" },
    ...{ unit_singular: "contact", unit_plural: "contacts" },
    meter: { event_name: "phone_reveal", filters: [{ key: "mode", values: ["new"] }] },
    charge_once: { property: "contact_id", window: "ever" },
  });
  await api.made("/features", {
    ...{ name: "Phone refresh", lookup_key: "phone_refresh", credits_per_unit: "8" },
    meter: { event_name: "phone_reveal", filters: [{ key: "mode", values: ["refresh"] }] },
  });
  const customer = await api.made("/customers", OUTREACH);
  const wallet = await api.made("/wallets", {
    ...{ external_customer_id: OUTREACH.external_id, currency: "USD", name: "Credits" },
    ...{ conversion_rate: "0.01", initial_credits_to_load: credits },
  });
  return {
    ...{ emailId: email.id, phoneId: phone.id },
    ...{ customerId: customer.id, walletId: wallet.id },
  };
}

/** An event of Lumen Outreach. */
export const outreachEvent = (eventId: string, eventName: string, over: object = {}) => ({
  ...{ event_id: eventId, event_name: eventName },
  external_customer_id: OUTREACH.external_id,
  ...over,
});

export const aReveal = (eventId: string, contactId: string, mode = "new") =>
  outreachEvent(eventId, "phone_reveal", { properties: { contact_id: contactId, mode } });

export const availableOf = async (api: Api, walletId: string): Promise<string> =>
  (await api.get(`/wallets/${walletId}/balance/real-time`)).body.figures.available;
