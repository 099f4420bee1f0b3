/** J4.2: a waterfall asks one source after another; the run opens into what each of them took. */
import { readFile } from "node:fs/promises";
import { expect, test } from "../support/fixtures";
import { aReveal, outreachEvent, sellOutreach } from "../support/outreach";

const RUN = "waterfall 2026/11 #7";

test("a run opens into its sources, and a source into its events", async ({
  api,
  page,
  signIn,
}) => {
  const { customerId } = await sellOutreach(api, "100");
  const inRun = (event: object) => ({ ...event, group_id: RUN, member: "ada" });
  const lookUp = (id: string, provider: string) =>
    inRun(outreachEvent(id, "email_lookup", { properties: { provider } }));
  const sent = await api.made("/events/bulk", {
    events: [
      lookUp("email-1", "quick"),
      lookUp("email-2", "deep"),
      inRun(aReveal("phone-1", "ada")),
      outreachEvent("alone", "email_lookup"),
    ],
  });
  expect(sent).toMatchObject({ accepted: 4, refused: 0 });

  const { body: runs } = await api.get(`/customers/${customerId}/runs`);
  expect(runs.items).toMatchObject([
    { group_id: RUN, members: ["ada"], events: 3, refused: 0, credits: "13" },
  ]);
  const opened = await api.get(`/customers/${customerId}/runs/${encodeURIComponent(RUN)}`);
  const sources = opened.body.sources.map((one: Record<string, unknown>) => [
    ...[one.feature_name, one.value, one.quantity, one.credits],
  ]);
  expect(new Set(sources.map((one: unknown[]) => one.join("|")))).toEqual(
    new Set(["Email lookup||1|2", "Email lookup|deep|1|3", "Phone reveal||1|8"]),
  );

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}`);
  await page
    .getByRole("navigation", { name: "Customer" })
    .getByRole("link", { name: "Runs" })
    .click();
  const row = page.getByRole("row", { name: /waterfall/ });
  await expect(row).toContainText("13");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Export CSV" }).click();
  expect(await readFile(await (await download).path(), "utf8")).toContain(`${RUN},`);

  await row.getByRole("link", { name: RUN }).click();
  const table = page.getByRole("region", { name: "Sources" });
  await expect(table.getByRole("row", { name: /Email lookup · deep/ })).toContainText("3");
  await expect(table.getByRole("row", { name: /Phone reveal/ })).toContainText("1 contact");
  await expect(table.getByRole("row", { name: /Total/ })).toContainText("13");
  await page
    .getByRole("region", { name: "Events" })
    .getByRole("link", { name: "phone_reveal" })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: "phone_reveal" })).toBeVisible();
});

test("a plan caps each run by itself", async ({ api }) => {
  const { customerId, emailId } = await sellOutreach(api, "100");
  const plan = await api.made("/plans", { name: "Careful" });
  await api.made("/prices", { plan_id: plan.id, type: "FIXED", amount: "10" });
  await api.made("/entitlements", {
    ...{ plan_id: plan.id, feature_id: emailId, per: "group", usage_reset_period: "NEVER" },
    ...{ included_units: "0", usage_limit: "2", is_soft_limit: false },
  });
  await api.made(`/plans/${plan.id}/publish`, {});
  await api.made("/subscriptions", { customer_id: customerId, plan_id: plan.id });

  const lookUp = async (id: string, run: string) =>
    (await api.post("/events", outreachEvent(id, "email_lookup", { group_id: run }))).body;
  expect(await lookUp("a-1", "a")).toMatchObject({ status: "accepted" });
  expect(await lookUp("a-2", "a")).toMatchObject({ status: "accepted" });
  expect(await lookUp("a-3", "a")).toMatchObject({ status: "refused", code: "limit_reached" });
  expect(await lookUp("b-1", "b")).toMatchObject({ status: "accepted" });
  const asked = { external_customer_id: "lumen-outreach", feature_key: "email_lookup" };
  const ofRun = async (group_id: string) => (await api.post("/check", { ...asked, group_id })).body;
  expect(await ofRun("a")).toMatchObject({ allowed: false, reason: "limit_reached" });
  expect(await ofRun("b")).toMatchObject({ allowed: true });
});
