/** A sandbox whose customers live on a test clock, reached as a program reaches it: by HTTP. */
import type { Context } from "@/lib/context";
import { type Answer, aCaller, type Caller } from "./api";
import { aContext, aReference } from "./factories";

type Json = Record<string, unknown>;

export type Clocked = {
  readonly ctx: Context;
  readonly caller: Caller;
  readonly clockId: string;
  /** A call that must succeed; its body. */
  readonly made: (path: string, body: Json) => Promise<Answer["body"]>;
  /** What happened until then, each as `at kind amount`. */
  readonly advance: (to: string) => Promise<readonly string[]>;
  /** A customer on the clock, its external id `name`, with one wallet; in UTC unless told. */
  readonly resident: (name: string, wallet?: Json, timezone?: string) => Promise<Resident>;
};

export type Resident = {
  readonly customerId: string;
  readonly externalId: string;
  readonly walletId: string;
  /** Credits given to the wallet; the grant's id. */
  readonly give: (amount: string, terms?: Json) => Promise<string>;
  /** Asked for; not all are granted. */
  readonly debit: (credits: string, more?: Json) => Promise<Answer>;
  /** Spendable now, held, owed, waiting. */
  readonly figures: () => Promise<Json>;
  readonly available: () => Promise<string>;
};

export async function onATestClock(frozenAt: string): Promise<Clocked> {
  const ctx = await aContext({ mode: "TEST", at: new Date() });
  const caller = await aCaller(ctx);
  const made = async (path: string, body: Json) => {
    const answer = await caller.post(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const clock = await made("/test-clocks", { name: "Calendar", frozen_at: frozenAt });
  return {
    ctx,
    caller,
    clockId: clock.id,
    made,
    async advance(to) {
      const { happened } = await made(`/test-clocks/${clock.id}/advance`, { to });
      return happened.map(told);
    },
    async resident(name, terms = {}, timezone = "UTC") {
      const who = { external_id: name, test_clock_id: clock.id, timezone };
      const customer = await made("/customers", who);
      const named = { customer_id: customer.id, currency: "USD" };
      const wallet = await made("/wallets", { ...named, ...terms });
      return residentOf({ caller, made }, { customer, wallet });
    },
  };
}

/** 149 USD and 2,000 credits a month, from now on. */
export async function sellGrowth(
  { made }: Pick<Clocked, "made">,
  { customerId }: Pick<Resident, "customerId">,
): Promise<void> {
  const plan = await made("/plans", { name: "Growth" });
  await made("/prices", { plan_id: plan.id, type: "FIXED", amount: "149" });
  await made("/creditgrants", {
    ...{ name: "Monthly", scope: "PLAN", plan_id: plan.id, credits: "2000" },
    ...{ cadence: "RECURRING", period: "MONTHLY", expiration_type: "GRANT_PERIOD" },
  });
  await made("/subscriptions", { customer_id: customerId, plan_id: plan.id });
}

function residentOf(
  { caller, made }: Pick<Clocked, "caller" | "made">,
  { customer, wallet }: { customer: Answer["body"]; wallet: Answer["body"] },
): Resident {
  const figures = async () =>
    (await caller.get(`/wallets/${wallet.id}/balance/real-time`)).body.figures;
  return {
    customerId: customer.id,
    externalId: customer.external_id,
    walletId: wallet.id,
    give: async (amount, terms = {}) =>
      (await made("/credit-grants", { wallet_id: wallet.id, amount, ...terms })).id,
    debit: (credits, more = {}) =>
      caller.post(`/wallets/${wallet.id}/debit`, {
        ...{ credits, idempotency_key: aReference() },
        ...more,
      }),
    figures,
    available: async () => (await figures()).available,
  };
}

const told = ({ at, kind, amount }: { at: string; kind: string; amount: string | null }) =>
  [at.replace(".000Z", "Z"), kind, amount].filter(Boolean).join(" ");
