/** The catalogue's forms refuse on the field, its drafts save by themselves, and what is archived comes back. */
import { expect, test } from "./support/fixtures";
import { panel, title } from "./support/screen";

const CONTACT_EXPORT = {
  name: "Contact export",
  lookup_key: "contact_export",
  credits_per_unit: "5",
  unit_singular: "export",
  unit_plural: "exports",
  meter: { event_name: "contact_export" },
} as const;

test("each field of a feature says what is wrong with it", async ({ page, api, signIn }) => {
  await api.made("/features", CONTACT_EXPORT);
  await signIn("BILLING_ADMIN");
  await page.goto("/features/new");
  await page.getByRole("button", { name: "Create feature" }).click();

  const [name, key] = [
    page.getByLabel("Name", { exact: true }),
    page.getByLabel("Key", { exact: true }),
  ];
  const [event, cost] = [page.getByLabel("Event name"), page.getByLabel("Cost per unit")];
  await expect(name).toHaveAccessibleDescription(/Enter a name/);
  await expect(key).toHaveAccessibleDescription(/Enter a key/);
  await expect(event).toHaveAccessibleDescription(/Enter the name that events carry/);
  await expect(page.getByRole("alert").filter({ hasText: "3 fields" })).toBeVisible();

  await name.fill("Contact export");
  await event.fill("contact_export");
  await cost.fill("5.0000000001");
  await page.getByLabel("Counts", { exact: true }).selectOption("SUM");
  await page.getByRole("button", { name: "Create feature" }).click();
  await expect(cost).toHaveAccessibleDescription(/at most nine decimals/);
  await expect(page.getByLabel("Property to add up")).toHaveAccessibleDescription(
    /Name the property to add up/,
  );

  await cost.fill("5");
  await page.getByLabel("Counts", { exact: true }).selectOption("COUNT");
  await page.getByRole("button", { name: "Create feature" }).click();
  await expect(key).toHaveAccessibleDescription(/Another feature has this key/);
  await expect(key).toBeFocused();
  expect((await api.get("/features")).body.items).toHaveLength(1);
});

test("a draft is saved by itself, but never what cannot be read", async ({ page, api, signIn }) => {
  await api.made("/features", CONTACT_EXPORT);
  await signIn("BILLING_ADMIN");
  await page.goto("/plans/new");
  await page.getByLabel("Name", { exact: true }).fill("Professional");
  await page.getByRole("button", { name: "Create and edit draft" }).click();
  await expect(title(page)).toHaveText("Professional, version 1");
  await expect(page.getByText("The plan sells nothing")).toBeVisible();

  const state = page.getByRole("status").filter({ hasText: /aved/ });
  const price = panel(page, "Price");
  await price.getByRole("button", { name: "Add price" }).click();
  await price.getByLabel("Amount").fill("149.005");
  await expect(page.getByRole("button", { name: "USD has 2 decimals" })).toBeVisible();
  await page.getByRole("button", { name: "USD has 2 decimals" }).click();
  await expect(price.getByLabel("Amount")).toBeFocused();
  await expect(price.getByLabel("Amount")).toHaveAccessibleDescription("USD has 2 decimals");

  await price.getByLabel("Amount").fill("a lot");
  await expect(state).toHaveText(/Not saved/);
  await price.getByLabel("Amount").fill("149");
  await expect(state).toHaveText(/^Saved/);
  await expect(page.getByText("Ready to be published.")).toBeVisible();
  await page.reload();
  await expect(price.getByLabel("Amount")).toHaveValue("149");
});

test("a second version is reviewed against the first, which stays readable", async ({
  page,
  api,
  signIn,
}) => {
  const plan = await api.made("/plans", { name: "Basic" });
  await api.made("/prices", {
    plan_id: plan.id,
    type: "FIXED",
    display_name: "Base fee",
    amount: "49",
    billing_period: "MONTHLY",
  });
  await api.made(`/plans/${plan.id}/publish`, {});
  await signIn("BILLING_ADMIN");
  await page.goto(`/plans/${plan.id}`);
  await page.getByRole("button", { name: "New draft" }).click();
  await expect(title(page)).toHaveText("Basic, version 2");

  await panel(page, "Price").getByLabel("Amount").fill("59");
  await page.getByRole("button", { name: "Review" }).click();
  const change = panel(page, "Changes to version 1").getByRole("listitem").first();
  await expect(change).toHaveText(/Base fee.*changed.*Amount.*\$49\.00.*\$59\.00/);

  await page.getByRole("button", { name: "Publish…" }).click();
  await page.getByRole("button", { name: "Publish version 2" }).click();
  await expect(title(page)).toHaveText("Basic");
  await page.getByRole("link", { name: "Versions", exact: true }).click();
  await expect(panel(page, "Compare")).toContainText("$59.00");
  await page.getByRole("link", { name: "Version 1" }).click();
  await expect(title(page)).toHaveText("Basic, version 1");
  await expect(panel(page, "Terms").first()).toContainText("$49.00");
});

test("a feature in no plan is archived, and brought back at once", async ({
  page,
  api,
  signIn,
}) => {
  const feature = await api.made("/features", CONTACT_EXPORT);
  await signIn("BILLING_ADMIN");
  await page.goto(`/features/${feature.id}`);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Archive…" }).click();
  await page.getByRole("button", { name: "Archive feature" }).click();
  await expect(page.getByText("Archived: its events do not count.")).toBeVisible();

  await page.goto("/features");
  await expect(page.getByRole("link", { name: "Contact export" })).toHaveCount(0);
  await page.getByLabel("Status").selectOption("ARCHIVED");
  await page.getByRole("link", { name: "Contact export" }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await expect(page.getByText("Archived: its events do not count.")).toHaveCount(0);
});

test("several features are archived at once; what a plan sells stays, and all come back", async ({
  page,
  api,
  signIn,
}) => {
  const sold = await api.made("/features", CONTACT_EXPORT);
  for (const name of ["Old search", "Old reveal"]) {
    const key = name.toLowerCase().replace(" ", "_");
    await api.made("/features", { name, lookup_key: key, meter: { event_name: key } });
  }
  const plan = await api.made("/plans", { name: "Basic" });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "49" });
  await api.made("/entitlements", { plan_id: plan.id, feature_id: sold.id });
  await api.made(`/plans/${plan.id}/publish`, {});

  await signIn("BILLING_ADMIN");
  await page.goto("/features");
  for (const name of ["Contact export", "Old search", "Old reveal"])
    await page.getByRole("checkbox", { name: `Choose ${name}` }).check();
  const chosen = page.getByRole("toolbar", { name: "Chosen features" });
  await expect(chosen).toContainText("3 chosen");
  await chosen.getByRole("button", { name: "Archive…" }).click();
  const dialog = page.getByRole("dialog", { name: "Archive 3 features" });
  await expect(dialog.getByRole("region", { name: /Out of use: 2/ })).toContainText("Old search");
  await expect(dialog.getByRole("region", { name: /Not changed: 1/ })).toContainText(
    "Contact export, in 1 plan",
  );
  await dialog.getByRole("button", { name: "Archive 2 features" }).click();
  const table = page.getByRole("region", { name: "Features" });
  await expect(table.getByRole("link")).toHaveText(["Contact export"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(table.getByRole("link")).toHaveCount(3);
});

test("a viewer reads the catalogue and can change nothing of it", async ({ page, api, signIn }) => {
  const feature = await api.made("/features", CONTACT_EXPORT);
  await signIn("VIEWER");
  await page.goto(`/features/${feature.id}`);
  await expect(title(page)).toHaveText("Contact export");
  await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "New cost" })).toHaveCount(0);
  await page.goto("/packs");
  await expect(title(page)).toHaveText("Credit packs");
  await expect(page.getByRole("link", { name: "New pack" })).toHaveCount(0);

  for (const path of ["/features/new", "/plans/new", "/subscriptions/new"]) {
    await page.goto(path);
    await expect(page).toHaveURL(/no-access\?permission=(catalog|subscription):write/);
  }
});
