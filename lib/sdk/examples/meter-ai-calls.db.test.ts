/** The example, against a server over HTTP, by a network that loses every other answer. */
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createApi } from "@/lib/api/app";
import { aCaller, type Caller } from "@/lib/testing/api";
import { aContext } from "@/lib/testing/factories";
import { answerOf, FlorinProblem, florinClient, persistently } from "../florin-client";
import { answerPrompts, type Model, runLongJob } from "./meter-ai-calls";

let server: Server;
let url: string;

beforeAll(async () => {
  server = createServer(getRequestListener(createApi().fetch));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const model: Model = {
  name: "large",
  credits: "25",
  answer: async (prompt) => prompt.toUpperCase(),
};

let caller: Caller;
let walletId: string;

/** A customer with a hundred credits, and the example's features. */
beforeEach(async () => {
  caller = await aCaller(await aContext());
  const made = async (path: string, body: object) => (await caller.post(path, body)).body;
  await made("/customers", { external_id: "acme" });
  await made("/features", {
    ...{ name: "AI credits", lookup_key: "ai_credits", credits_per_unit: "1" },
    meter: { event_name: "model.inference", aggregation: { type: "SUM", field: "credits" } },
  });
  await made("/features", {
    ...{ name: "Compute", lookup_key: "compute_minutes", credits_per_unit: "1" },
    meter: { event_name: "compute.minute" },
  });
  const wallet = await made("/wallets", {
    ...{ external_customer_id: "acme", currency: "credits", initial_credits_to_load: "100" },
  });
  walletId = wallet.id;
});

const available = async () =>
  (await caller.get(`/wallets/${walletId}/balance/real-time`)).body.figures.available;

/** Every other answer is lost on its way back: the server has done what it was asked. */
function lossyFetch() {
  let count = 0;
  return async (request: Request) => {
    const answer = await fetch(request);
    count++;
    if (count % 2 === 1) throw new TypeError("fetch failed");
    return answer;
  };
}

function metering() {
  const waits: number[] = [];
  const client = florinClient({ url, key: caller.secret, fetch: lossyFetch() });
  const sleep = async (ms: number) => void waits.push(ms);
  return { client, customer: "acme", sleep, waits };
}

describe("a loop of AI calls", () => {
  it("stops when the credits do, and charges each answer once", async () => {
    const prompts = ["a", "b", "c", "d", "e"];
    const outcome = await answerPrompts(metering(), model, { job: "run-1", prompts });

    expect(outcome).toEqual({ isDone: false, answers: ["A", "B", "C", "D"] });
    expect(await available()).toBe("0");
    const { body } = await caller.post("/events/query", { external_customer_id: "acme" });
    expect(body.events).toHaveLength(4);
  });

  it("charges nothing a second time when it is run again", async () => {
    const prompts = ["a", "b"];
    await answerPrompts(metering(), model, { job: "run-1", prompts });
    const again = await answerPrompts(metering(), model, { job: "run-1", prompts });

    expect(again).toEqual({ isDone: true, answers: ["A", "B"] });
    expect(await available()).toBe("50");
  });
});

describe("a long job", () => {
  it("pays for each minute as it begins, and stops at zero", async () => {
    await caller.post(`/wallets/${walletId}/debit`, { credits: "97", idempotency_key: "spent" });
    const own = metering();
    const outcome = await runLongJob(own, { job: "job-1", step: async () => true });

    expect(outcome).toEqual({ isDone: false, answers: [0, 1, 2] });
    expect(own.waits.filter((ms) => ms === 60_000)).toHaveLength(3);
    expect(await available()).toBe("0");
  });

  it("ends when there is no more to do", async () => {
    const step = async (minute: number) => minute < 4;
    const outcome = await runLongJob(metering(), { job: "job-1", step });

    expect(outcome).toEqual({ isDone: true, answers: [0, 1, 2, 3, 4] });
    expect(await available()).toBe("95");
  });
});

describe("the client", () => {
  it("tells a refusal by its code, and does not repeat what no repeat would change", async () => {
    const client = florinClient({ url, key: caller.secret });
    const walletPath = { params: { path: { walletId } } };
    const body = { credits: "101", idempotency_key: "too-much" };
    let attempts = 0;
    const debit = persistently(
      () => {
        attempts++;
        return answerOf(client.POST("/wallets/{walletId}/debit", { ...walletPath, body }));
      },
      { attempts: 5, sleep: async () => {} },
    );

    await expect(debit).rejects.toMatchObject({ status: 402, code: "insufficient_credits" });
    await expect(debit).rejects.toBeInstanceOf(FlorinProblem);
    expect(attempts).toBe(1);
  });

  it("waits as long as the server says, and gives up after so many attempts", async () => {
    const problem = { code: "rate_limited", detail: "Slow down" };
    const busy = async () =>
      Response.json(problem, { status: 429, headers: { "retry-after": "7" } });
    const client = florinClient({ url, key: caller.secret, fetch: busy });
    const waits: number[] = [];
    const list = persistently(() => answerOf(client.GET("/customers")), {
      attempts: 3,
      sleep: async (ms) => void waits.push(ms),
    });

    await expect(list).rejects.toMatchObject({ status: 429 });
    expect(waits).toEqual([7_000, 7_000]);
  });
});
