/** What is done where J2 is priced in money, by HTTP: the catalogue is made here. */
import { type Clocked, onATestClock } from "../clocked";
import type { Life } from "./live-year";
import { events, sending } from "./prospecting-life";
import { PROSPECTING_MONEY, type ProspectingMoneyAct } from "./prospecting-money";
import { runningId } from "./subscriptions";

/** What three tables at 10.00 USD draw at 0.03 USD a credit: the running total is rounded. */
const THIRDS = ["333.333333333", "333.333333334", "333.333333333"];

export async function prospectingMoneyLife(): Promise<Life<ProspectingMoneyAct>> {
  const clock = await onATestClock(PROSPECTING_MONEY.rows[0]?.at ?? "");
  const planId = await aPlanInMoney(clock);
  const resident = await clock.resident(
    "lumen",
    {
      ...{ conversion_rate: "0.03", initial_credits_to_load: "300" },
      initial_credits_expiry_date_utc: "2028-02-10T05:00:00Z",
    },
    "America/New_York",
  );
  const { customerId } = resident;
  await resident.give("2000", {
    ...{ cadence: "RECURRING", period: "MONTHLY", credit_grant_anchor: "2028-01-31T05:00:00Z" },
  });
  const send = sending(clock);

  const acts: Life<ProspectingMoneyAct>["acts"] = {
    starts: () =>
      clock.made("/subscriptions", {
        ...{ customer_id: customerId, plan_id: planId, billing_cycle: "calendar" },
      }),
    "makes 8 tables": () => send(events("table_create", 8)),
    "makes 8 tables, told by the credits of each": async () => {
      const { results } = await send(events("table_create", 8));
      const drawn = results.slice(5).map(({ credits }: { credits: string }) => credits);
      if (drawn.join() !== THIRDS.join()) throw new Error(`three tables drew ${drawn}`);
    },
    "enriches 25 rows": () => send(events("enrich_contact", 25)),
    "exports 3 times": () => send(events("export_click", 3)),
    "cancels now": async () =>
      clock.made(`/subscriptions/${await runningId(clock.caller, customerId)}/cancel`, {
        cancellation_type: "immediate",
      }),
  };
  return { clock, resident, acts };
}

/** 149.00 USD after the month; a table 10.00 and a row 1.50; exporting is only counted. */
async function aPlanInMoney({ made }: Clocked): Promise<string> {
  const featureOf = async (name: string, eventName: string, filters: readonly object[] = []) =>
    (
      await made("/features", {
        ...{ name, lookup_key: eventName },
        meter: { event_name: eventName, filters },
      })
    ).id;
  const success = [{ key: "status", values: ["success"] }];
  const table = await featureOf("Create table", "table_create", success);
  const row = await featureOf("Enrich contact", "enrich_contact");
  const click = await featureOf("Export", "export_click");
  const exporting = await made("/features", { name: "Exporting", type: "boolean" });

  const { id } = await made("/plans", { name: "Prospecting" });
  const common = { plan_id: id, billing_period: "MONTHLY" };
  await made("/prices", { ...common, type: "FIXED", amount: "149", invoice_cadence: "ARREAR" });
  for (const [feature_id, amount] of [
    [table, "10"],
    [row, "1.5"],
  ]) {
    await made("/prices", { ...common, type: "USAGE", feature_id, amount });
  }
  await made("/entitlements", { plan_id: id, feature_id: table, included_units: "5" });
  for (const feature_id of [row, click, exporting.id]) {
    await made("/entitlements", { plan_id: id, feature_id });
  }
  await made(`/plans/${id}/publish`, {});
  return id;
}
