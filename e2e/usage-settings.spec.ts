/** When late events count: how far back, and what is closed. */
import { expect, test } from "./support/fixtures";
import { availableOf, outreachEvent, sellOutreach } from "./support/outreach";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

test("an owner says how late events may come, after a look at those that came", async ({
  api,
  page,
  signIn,
}) => {
  const { walletId } = await sellOutreach(api, "100");
  const late = outreachEvent("late", "email_lookup", { timestamp: daysAgo(5) });
  expect((await api.post("/events", late)).body).toMatchObject({ code: null });

  await signIn("OWNER");
  await page.goto("/settings/usage");
  await page.getByRole("textbox", { name: "Days back" }).fill("3");
  await expect(page.getByText("1 came later than 3 days")).toBeVisible();
  await page.getByRole("button", { name: "Save days" }).click();
  await expect(page.getByText("Events count at their own time for 3 days")).toBeVisible();

  const later = outreachEvent("later", "email_lookup", { timestamp: daysAgo(5) });
  expect((await api.post("/events", later)).body).toMatchObject({ code: "late" });
  const { event } = (await api.get("/events/late")).body;
  expect(event).toMatchObject({ counted_at: event.occurred_at, lateness: null });
  expect(await availableOf(api, walletId)).toBe("98");
});

test("finance closes a period after a look at what is not done, and opens it again", async ({
  api,
  page,
  signIn,
}) => {
  await sellOutreach(api, "0");
  const waiting = outreachEvent("waiting", "not_known_yet", { timestamp: daysAgo(2) });
  expect((await api.post("/events", waiting)).body).toMatchObject({ status: "unmatched" });
  const yesterday = daysAgo(1).slice(0, 10);

  await signIn("FINANCE");
  await page.goto("/settings/usage");
  await expect(page.getByText("nothing is closed")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Days back" })).toHaveCount(0);
  await page.getByLabel("Close through").fill(yesterday);
  const preview = page.getByRole("region", { name: "Not done in it yet" });
  await expect(preview).toContainText("Unmatched events1");
  await page.getByRole("textbox", { name: "Reason" }).fill("The books of it are done");
  await page.getByRole("button", { name: `Close through ${yesterday}` }).click();
  await expect(page.getByText(`Closed through ${yesterday}`)).toBeVisible();
  await expect(page.getByText(`through ${yesterday}, until`)).toBeVisible();

  const late = outreachEvent("late", "table_read", { timestamp: daysAgo(2) });
  await api.post("/events", late);
  const { event } = (await api.get("/events/late")).body;
  expect(event).toMatchObject({ lateness: "period_closed", counted_at: event.recorded_at });

  await page.getByLabel("Close through").fill("");
  await page.getByRole("textbox", { name: "Reason" }).fill("An invoice was wrong");
  await page.getByRole("button", { name: "Open everything" }).click();
  await expect(page.getByText("nothing is closed")).toBeVisible();
});

test("whoever may not close a period reads that it is", async ({ page, signIn }) => {
  await signIn("SUPPORT");
  await page.goto("/settings/usage");
  await expect(page.getByText("7 days back")).toBeVisible();
  await expect(page.getByRole("button", { name: /Close through/ })).toHaveCount(0);
});
