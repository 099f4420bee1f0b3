/** Where a story is lived: on a test clock, or in an organization whose jobs come late. */
import { vi } from "vitest";
import { issueDueGrants } from "@/lib/subscription/writes/issue-due-grants";
import { renewSubscriptions } from "@/lib/subscription/writes/renew-subscriptions";
import type { Answer, Caller } from "../api";
import { aCaller } from "../api";
import { onATestClock } from "../clocked";
import { aContext } from "../factories";

type Json = Record<string, unknown>;

export type Place = {
  readonly caller: Caller;
  /** A call that must succeed; its body. */
  readonly made: (path: string, body: Json) => Promise<Answer["body"]>;
  readonly customerId: string;
  readonly walletId: string;
  /** Time passes. */
  readonly moveTo: (instant: number) => Promise<void>;
  /** What fell due is booked, if it was not on the way. */
  readonly catchUp: () => Promise<void>;
};

type Where = { readonly now: number; readonly zone: string; readonly mayOwe: boolean };

const walletOf = ({ mayOwe }: Where) => ({ shortage_policy: mayOwe ? "OVERAGE" : "REFUSE" });

export async function onAClock(where: Where): Promise<Place> {
  const clock = await onATestClock(new Date(where.now).toISOString());
  const { customerId, walletId } = await clock.resident("acme", walletOf(where), where.zone);
  const { caller, made } = clock;
  const moveTo = async (instant: number) => {
    await clock.advance(new Date(instant).toISOString());
  };
  return { caller, made, customerId, walletId, moveTo, catchUp: async () => undefined };
}

/** No test clock: the day is what the machine says, and nothing is booked until somebody asks or the jobs run. */
export async function withLateJobs(where: Where): Promise<Place> {
  vi.useFakeTimers({ toFake: ["Date"], now: where.now });
  const caller = await aCaller(await aContext({ at: new Date() }));
  const made = async (path: string, body: Json) => {
    const answer = await caller.post(path, body);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { id } = await made("/customers", { external_id: "acme", timezone: where.zone });
  const wallet = await made("/wallets", { customer_id: id, currency: "USD", ...walletOf(where) });
  return {
    ...{ caller, made, customerId: id, walletId: wallet.id },
    moveTo: async (instant) => {
      vi.setSystemTime(instant);
    },
    catchUp: async () => {
      await issueDueGrants(new Date());
      await renewSubscriptions(new Date());
    },
  };
}
