/** What is done in the year of J2, by HTTP: the catalogue is the template that `/setup` makes. */
import { applyTemplate } from "@/lib/catalog/writes/apply-template";
import { type Clocked, onATestClock } from "../clocked";
import type { Life } from "./live-year";
import { PROSPECTING_USES, PROSPECTING_YEAR, type ProspectingAct } from "./prospecting";
import { planIds, runningId } from "./subscriptions";

const LUMEN = "lumen";

/** So many events of Lumen; those of tables worked out. */
export const events = (eventName: string, count: number, over: object = {}): readonly object[] =>
  Array.from({ length: count }, () => ({
    ...{ event_name: eventName, external_customer_id: LUMEN },
    ...(eventName === "table_create" && { properties: { status: "success" } }),
    ...over,
  }));

export const sending =
  ({ made }: Clocked) =>
  (sent: readonly object[]) =>
    made("/events/bulk", { events: sent });

export async function prospectingLife(): Promise<Life<ProspectingAct>> {
  const clock = await onATestClock(PROSPECTING_YEAR.rows[0]?.at ?? "");
  await applyTemplate(clock.ctx, "prospecting");
  const resident = await clock.resident(LUMEN, { conversion_rate: "0.03" }, "America/New_York");
  const { customerId } = resident;
  const send = sending(clock);
  const plans = await planIds(clock.caller);
  const mayExport = async (due: boolean) => {
    const asked = { external_customer_id: LUMEN, feature_key: "exporting" };
    const { allowed, reason } = await clock.made("/check", asked);
    if (allowed !== due) throw new Error(`exporting: ${allowed}, ${reason}`);
  };
  const usesAt = (at: string) => PROSPECTING_USES[at] ?? 0;

  const acts: Life<ProspectingAct>["acts"] = {
    tries: async () => {
      const planId = plans["Prospecting Starter"];
      await clock.made("/subscriptions", { customer_id: customerId, plan_id: planId });
      await mayExport(true);
    },
    "makes tables": async (at) => {
      const failed = events("table_create", 1, { properties: { status: "failed" } });
      const { accepted, unmatched } = await send([
        ...events("table_create", usesAt(at)),
        ...failed,
      ]);
      if (accepted !== usesAt(at) || unmatched !== 1) throw new Error("a failed table counts");
    },
    "enriches rows": (at) => send(events("enrich_contact", usesAt(at))),
    "gets 250 until 15 April": () =>
      resident.give("250", { grant_type: "promotional", expires_at: "2028-04-15T04:00:00Z" }),
    "enriches 20 rows late": () =>
      send(events("enrich_contact", 20, { timestamp: "2028-04-30T12:00:00Z" })),
    "cancels at the end": async () =>
      clock.made(`/subscriptions/${await runningId(clock.caller, customerId)}/cancel`, {}),
    "makes a table without a plan": async () => {
      const { refused } = await send(events("table_create", 1));
      if (refused !== 1) throw new Error("a table that nothing pays was made");
      await mayExport(false);
    },
  };
  return { clock, resident, acts };
}
