/** A plan gets a second version: who subscribes already is asked about, looked at, moved and told of. */
import { expect, test } from "../support/fixtures";
import { title } from "../support/screen";

test("a new version is published, and its subscribers are moved once it was seen what that does", async ({
  api,
  page,
  signIn,
}) => {
  const plan = await api.made("/plans", { name: "Growth" });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  const grant = (name: string, credits: string) =>
    api.made("/creditgrants", {
      ...{ name, scope: "PLAN", plan_id: plan.id, credits, cadence: "RECURRING" },
      ...{ period: "MONTHLY", expiration_type: "GRANT_PERIOD" },
    });
  await grant("Monthly", "2000");
  for (const name of ["Acme GmbH", "Bolt Ltd"]) {
    const customer = await api.made("/customers", { external_id: name.slice(0, 4), name });
    await api.made("/subscriptions", { customer_id: customer.id, plan_id: plan.id });
  }
  await grant("Bonus", "500");
  await signIn("BILLING_ADMIN");

  await page.goto(`/plans/${plan.id}/draft/review`);
  await page.getByRole("button", { name: "Publish…" }).click();
  const publish = page.getByRole("dialog");
  await expect(publish).toContainText("2 subscribers have an earlier version");
  await expect(publish.getByRole("radio", { name: "Leave them there" })).toBeChecked();
  await publish.getByRole("radio", { name: "Move now" }).check();
  await publish.getByRole("button", { name: "Publish and look at the move" }).click();

  await expect(title(page)).toHaveText("Move subscribers");
  await expect(page.getByRole("radio", { name: "Now" })).toBeChecked();
  const impact = page.getByRole("region", { name: "What it does to each" });
  await expect(impact.getByRole("row", { name: /Acme GmbH.*2,000.*2,500/ })).toBeVisible();
  await expect(impact.getByRole("row", { name: /Bolt Ltd/ })).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect((await download).suggestedFilename()).toMatch(/^subscribers-to-move-.*\.csv$/);

  await page.getByRole("button", { name: "Move 2 subscribers…" }).click();
  const move = page.getByRole("dialog");
  await move.getByRole("button", { name: "Move 2" }).click();
  await expect(move).toContainText("Type Growth");
  await move.getByLabel("Type Growth to confirm").fill("Growth");
  await move.getByLabel("Reason").fill("Everybody gets the bonus");
  await move.getByRole("button", { name: "Move 2" }).click();

  await expect(page.getByText("Subscribers were moved")).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("main")).toContainText("2 of 2 moved");
  await expect(page.getByText("Nobody to move").first()).toBeVisible();
  const { items } = (await api.get("/subscriptions?subscription_status=active")).body;
  expect(items).toMatchObject([{ plan_version: 2 }, { plan_version: 2 }]);
});

test("a pause ends by itself on its day, unless that is called off", async ({
  api,
  page,
  signIn,
}) => {
  const plan = await api.made("/plans", { name: "Growth" });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  const customer = await api.made("/customers", { external_id: "acme", name: "Acme GmbH" });
  const own = await api.made("/subscriptions", { customer_id: customer.id, plan_id: plan.id });
  await signIn("BILLING_ADMIN");
  const nextYear = new Date().getUTCFullYear() + 1;

  await page.goto(`/subscriptions/${own.id}`);
  await page.getByRole("button", { name: "Pause…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Goes on by itself on").fill("2020-01-01");
  await expect(dialog.getByText("has to lie ahead")).toBeVisible();
  await dialog.getByLabel("Goes on by itself on").fill(`${nextYear}-03-01`);
  await expect(dialog.getByRole("region", { name: "What this does" })).toContainText("Goes on");
  await dialog.getByRole("button", { name: "Pause", exact: true }).click();

  await expect(page.getByText(/It goes on by itself on/)).toBeVisible();
  await page.getByRole("button", { name: "Set the day…" }).click();
  await dialog.getByLabel("Goes on by itself on").fill("");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("It goes on when somebody resumes it.")).toBeVisible();
  await page.getByRole("button", { name: "Resume…" }).click();
  await dialog.getByRole("button", { name: "Resume", exact: true }).click();
  await expect(page.getByRole("button", { name: "Pause…" })).toBeVisible();
});
