/** J3.3: the balance falls as calls and heartbeats arrive; at zero the check refuses and the job waits. */
import { answerPrompts, type Model, runLongJob } from "@/lib/sdk/examples/meter-ai-calls";
import { ACME, acme, availableIn, sellAiApi, used } from "../support/ai-api";
import { expect, test } from "../support/fixtures";

const check = (feature: string, quantity = "1") => ({
  ...{ external_customer_id: ACME.external_id, feature_key: feature, quantity },
});

const model: Model = {
  ...{ name: "large", credits: "25" },
  answer: async (prompt) => prompt.toUpperCase(),
};

test("calls of models and endpoints cost what they say, once each, as they arrive", async ({
  api,
  page,
  signIn,
}) => {
  await sellAiApi(api);
  const { customerId, walletId } = await acme(api, "1000");
  const fell: string[] = [];
  for (const event of [
    used("inference-1", "model.inference", { credits: "25", model: "large" }),
    used("inference-2", "model.inference", { credits: "2.5", model: "small" }),
    used("call-1", "api.call", { endpoint: "/search" }),
    used("call-2", "api.call", { endpoint: "/search", tier: "premium" }),
    used("minute-1", "compute.minute"),
    used("minute-1", "compute.minute"),
  ]) {
    await api.made("/events", event);
    fell.push(await availableIn(api, walletId));
  }
  expect(fell).toEqual(["975", "972.5", "971.5", "966.5", "965.5", "965.5"]);

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}/consumption?range=month`);
  const rows = page.getByRole("region", { name: "Breakdown" }).getByRole("row");
  await expect(rows.filter({ hasText: "AI credits" })).toContainText("27.5");
  await expect(rows.filter({ hasText: "API calls" })).toContainText("6");
  await expect(rows.filter({ hasText: "Compute" })).toContainText("1");
  await expect(page.getByText("Equals the ledger")).toBeVisible();
  await page.goto(`/customers/${customerId}/consumption?range=month&by=property`);
  await expect(rows.filter({ hasText: "large" })).toContainText("25");
  await expect(rows.filter({ hasText: "small" })).toContainText("2.5");
  await expect(rows.filter({ hasText: "premium" })).toContainText("5");
});

test("an application stops at zero, waits, and goes on where it stood after a top-up", async ({
  api,
  client,
  page,
  signIn,
}) => {
  await sellAiApi(api);
  const { customerId, walletId } = await acme(api, "60");
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  const metering = { client, customer: ACME.external_id, sleep };
  const work = { job: "run-1", prompts: ["one", "two", "three", "four"] };

  expect(await answerPrompts(metering, model, work)).toEqual({
    ...{ isDone: false, answers: ["ONE", "TWO"] },
  });
  expect(await availableIn(api, walletId)).toBe("10");
  const asked = await api.post("/check", check("ai_credits", "25"));
  expect(asked).toMatchObject({
    status: 200,
    body: { allowed: false, reason: "insufficient_credits", cost: "25" },
  });
  expect(asked.body.cures).toEqual(
    expect.arrayContaining([expect.objectContaining({ kind: "top_up", credits: "15" })]),
  );

  // A heartbeat for every minute, until there are no credits for the next.
  const job = { job: "train-1", step: async () => true };
  const minutes = Array.from({ length: 10 }, (_, minute) => minute);
  expect(await runLongJob(metering, job)).toEqual({ isDone: false, answers: minutes });
  expect(waits).toEqual(minutes.map(() => 60_000));
  expect(await availableIn(api, walletId)).toBe("0");
  expect((await api.made("/check", check("compute_minutes"))).allowed).toBe(false);
  const late = await api.post("/events", used("train-1-late", "compute.minute"));
  expect(late.body).toMatchObject({ status: "refused", code: "insufficient_credits" });

  await signIn("SUPPORT");
  await page.goto(`/customers/${customerId}/events?status=REFUSED`);
  await expect(page.getByRole("main").getByRole("row", { name: /compute\.minute/ })).toHaveCount(1);
  await page.goto(`/customers/${customerId}?do=top-up`);
  const topUp = page.getByRole("dialog", { name: "Top up" });
  await topUp.getByRole("textbox", { name: "Credits" }).fill("100");
  await topUp.getByRole("button", { name: "Give 100 credits" }).click();
  await expect(page.getByText("Added 100 credits to Acme Robotics")).toBeVisible();

  expect(await answerPrompts(metering, model, work)).toMatchObject({ isDone: true });
  expect(await availableIn(api, walletId)).toBe("50");
});
