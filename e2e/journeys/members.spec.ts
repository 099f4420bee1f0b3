/** J4.7: an admin limits a member of a customer; a refusal says which of the two it was. */
import { anExport, flexCorporation, sellContactData } from "../support/contact-data";
import { expect, test } from "../support/fixtures";

test("a member is limited in the shared pool, and others go on", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId } = await flexCorporation(api, { credits: "1000" });
  const exportBy = (member: string, id: string) =>
    api.post("/events", anExport(id, { member })).then(({ body }) => body);
  expect(await exportBy("ada", "ada-1")).toMatchObject({ status: "accepted", credits: "5" });

  await signIn("BILLING_ADMIN");
  await page.goto(`/customers/${customerId}/members`);
  const ada = page.getByRole("region", { name: "Members" }).getByRole("row", { name: /ada/ });
  await expect(ada).toContainText("5");
  await expect(ada).toContainText("no limit");
  await ada.getByRole("button", { name: "Change the limit of ada" }).click();
  await ada.getByRole("textbox", { name: "Limit of ada" }).fill("10");
  await ada.getByRole("button", { name: "Save limit" }).click();
  await expect(page.getByText("Saved the limit of ada")).toBeVisible();
  await expect(ada.getByRole("button", { name: "Change the limit of ada" })).toBeVisible();
  await expect(ada).toContainText("10");

  expect(await exportBy("ada", "ada-2")).toMatchObject({ status: "accepted" });
  expect(await exportBy("ada", "ada-3")).toMatchObject({
    ...{ status: "refused", code: "limit_reached" },
  });
  expect(await exportBy("bob", "bob-1")).toMatchObject({ status: "accepted", credits: "5" });
  const { body } = await api.post("/consume", {
    ...{ external_customer_id: "flex-corp", feature_key: "contact_export" },
    ...{ member: "ada", properties: { region: "eu" }, idempotency_key: "ada-4" },
  });
  expect(body).toMatchObject({
    code: "limit_reached",
    details: { scope: "member", member: "ada", limit: "10", used: "10" },
  });

  await page.reload();
  await expect(ada).toContainText("At the limit");
  await ada.getByRole("link", { name: /^1/ }).click();
  await expect(page).toHaveURL(/\/events\?status=REFUSED&code=limit_reached&member=ada/);
  await expect(page.getByRole("main").getByRole("row", { name: /contact_export/ })).toHaveCount(1);
  await page.goBack();
  await ada.getByRole("link", { name: /ada/ }).click();
  const chart = page.getByRole("figure", { name: /Credits used by feature/ });
  await expect(chart).toContainText("10 credits used.");
  await page.getByRole("button", { name: "Without Member: ada" }).click();
  await expect(chart).toContainText("15 credits used.");
  await expect(page.getByText("Equals the ledger")).toBeVisible();
  await page.goto(`/customers/${customerId}/members`);
  await page.getByRole("textbox", { name: "Default limit" }).fill("5");
  await page.getByRole("button", { name: "Save default" }).click();
  await expect(page.getByText("Saved the default limit")).toBeVisible();
  expect(await exportBy("bob", "bob-2")).toMatchObject({
    ...{ status: "refused", code: "limit_reached" },
  });
});

test("several members are limited at once, and those beyond it are told before", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId } = await flexCorporation(api, { credits: "1000" });
  for (const member of ["ada", "bob"])
    expect(await api.post("/events", anExport(`${member}-1`, { member }))).toMatchObject({
      status: 202,
    });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}/members`);
  await page.getByRole("button", { name: "Limit several…" }).click();
  const dialog = page.getByRole("dialog", { name: "Limit several members" });
  await expect(dialog.getByRole("textbox", { name: "Members" })).toHaveValue("ada\nbob");
  await dialog.getByRole("textbox", { name: "Members" }).fill("ada\nbob\neve");
  await dialog.getByRole("textbox", { name: "Limit of each" }).fill("5");
  await expect(dialog.getByText("3 members; 2 used as much already")).toBeVisible();
  await dialog.getByRole("button", { name: "Limit 3 members" }).click();
  await expect(page.getByText("Saved the limits of 3 members")).toBeVisible();
  await expect(page.getByRole("row", { name: /eve/ })).toContainText("5");
  await expect(page.getByText("At the limit")).toHaveCount(2);

  const file = await page.request.get(`/customers/${customerId}/members/export?q=b`);
  const lines = (await file.text()).trim().split("\r\n");
  expect(lines.map((line) => line.split(",").slice(0, 6).join())).toEqual([
    "member,credits_used,credit_unit,credit_limit,limit_of,credits_remaining",
    "bob,5,credits,5,member,0",
  ]);
});

test("who may not change a customer reads the limits of its members", async ({
  ctx,
  page,
  api,
  signIn,
}) => {
  await sellContactData(ctx, api);
  const { customerId } = await flexCorporation(api, { credits: "100" });
  await signIn("VIEWER");
  await page.goto(`/customers/${customerId}/members`);
  await expect(page.getByText("No members yet")).toBeVisible();

  await api.put(`/customers/${customerId}/members/ada`, { credit_limit: "50" });
  await page.reload();
  const ada = page.getByRole("region", { name: "Members" }).getByRole("row", { name: /ada/ });
  await expect(ada).toContainText("50");
  await expect(ada.getByRole("button")).toHaveCount(0);
  await expect(page.getByText("No default limit")).toBeVisible();
});
