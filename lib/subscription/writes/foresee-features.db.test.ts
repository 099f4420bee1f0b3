/** What a change of plan does to features, and who would miss them. */
import { expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { anEmptyWallet, aPublishedPlan } from "@/lib/testing/billing";
import { aContext, later } from "@/lib/testing/factories";
import { subscribe } from "@/lib/testing/subscribed";
import { aFeature, anEvent, externalIdOf } from "@/lib/testing/usage";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { ChangeInput } from "../schema/change";
import { foreseeChange } from "./foresee-change";

const MONTHLY = { feePeriod: "MONTHLY", credits: "2000" } as const;

it("is told beside what was used of them in the last seven days, and by how many", async () => {
  const ctx = await aContext({ at: new Date("2026-04-01T00:00:00Z") });
  const exports = idText("feat", await aFeature(ctx));
  const sync = idText("feat", await aFeature(ctx, { key: "crm_sync" }));
  const team = await aPublishedPlan(ctx, {
    ...{ ...MONTHLY, fee: "149" },
    entitlements: [
      { featureId: exports, usageLimit: "100" },
      { featureId: sync, usageLimit: "10" },
    ],
  });
  const solo = await aPublishedPlan(ctx, {
    ...{ ...MONTHLY, fee: "49", entitlements: [{ featureId: sync, usageLimit: "5" }] },
  });
  const own = await subscribe(ctx, await anEmptyWallet(ctx), team);
  const externalId = await externalIdOf(own.customerId);
  const use = (day: string, member: string) => {
    const timestamp = `2026-04-${day}T12:00:00Z`;
    return ingestEvents(later(ctx, timestamp), [anEvent(externalId, { member, timestamp })]);
  };
  for (const member of ["ada", "eve"]) await use("02", member); // more than seven days before
  for (const member of ["ada", "bob"]) await use("12", member);
  await use("15", "ada");

  const { change, features } = await foreseeChange(
    later(ctx, "2026-04-16T00:00:00Z"),
    own.id,
    ChangeInput.parse({ planId: idText("plan", solo) }),
  );

  expect(change.outcome.lostFeatures).toHaveLength(1);
  expect(features).toMatchObject([
    {
      ...{ featureId: exports, before: { usageLimit: "100" }, after: null },
      usedLately: { events: 3, members: 2 },
    },
    {
      ...{ featureId: sync, before: { usageLimit: "10" }, after: { usageLimit: "5" } },
      usedLately: null,
    },
  ]);
});
