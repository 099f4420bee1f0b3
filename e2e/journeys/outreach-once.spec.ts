/** J4.1: a contact is charged once, however many numbers come back; a re-enrichment is charged anew. */
import { expect, test } from "../support/fixtures";
import { aReveal, availableOf, sellOutreach } from "../support/outreach";

test("each contact is charged once, and again where a property says so", async ({
  api,
  page,
  signIn,
}) => {
  const { walletId, phoneId } = await sellOutreach(api, "100");
  const reveal = async (eventId: string, contactId: string, mode?: string) =>
    (await api.post("/events", aReveal(eventId, contactId, mode))).body;

  expect(await reveal("ada-mobile", "ada")).toMatchObject({ status: "accepted", credits: "8" });
  expect(await reveal("ada-direct", "ada")).toMatchObject({
    ...{ status: "accepted", code: "charged_before", credits: "0" },
  });
  const known = await api.post("/check", {
    ...{ external_customer_id: "lumen-outreach", feature_key: "phone_reveal" },
    properties: { contact_id: "ada", mode: "new" },
  });
  expect(known.body).toMatchObject({ allowed: true, cost: "0" });
  expect(await reveal("ada-anew", "ada", "refresh")).toMatchObject({ credits: "8" });
  expect(await reveal("ben-mobile", "ben")).toMatchObject({ credits: "8" });
  expect(await availableOf(api, walletId)).toBe("76");

  const charged = await api.get(
    `/features/${phoneId}/charged-entities?entity=ada&external_customer_id=lumen-outreach`,
  );
  expect(charged.body).toMatchObject({
    ...{ is_charged: true, charges: [{ event_id: "ada-mobile", credits: "8" }] },
  });

  await signIn("SUPPORT");
  await page.goto("/events/ada-direct");
  const rated = page.getByRole("listitem").filter({ hasText: "Rated" });
  await rated.locator("summary").click();
  await rated.getByRole("link", { name: "an event before it" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "phone_reveal" })).toBeVisible();
  await expect(page.getByText("8 credits").first()).toBeVisible();
});
