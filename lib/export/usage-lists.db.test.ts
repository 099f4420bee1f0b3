import { describe, expect, it } from "vitest";
import { breakConsumptionDown } from "@/lib/report/reads/breakdown";
import { sumConsumption } from "@/lib/report/reads/consumption";
import { listRuns } from "@/lib/report/reads/runs";
import { ConsumptionQuery } from "@/lib/report/schema/consumption";
import { RunQuery } from "@/lib/report/schema/runs";
import { credits } from "@/lib/testing/amounts";
import { anExport, column, exported, fileOf, writeSome } from "@/lib/testing/exports";
import { aContext, later } from "@/lib/testing/factories";
import { aFeature, anEvent, aPayer } from "@/lib/testing/usage";
import { listMembers } from "@/lib/usage/reads/members";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";

/** Five members, each in a run of its own, who use one credit more than the one before. */
async function aTeam() {
  const before = await aContext({ at: new Date("2026-02-01T12:00:00Z") });
  await aFeature(before, { key: "lookup", cost: "1" });
  const { customerId, externalId } = await aPayer(before, ["100"]);
  const ctx = later(before, "2026-03-01T12:00:00Z");
  const use = (members: readonly string[], minute: number) =>
    ingestEvents(
      ctx,
      members.map((member) =>
        anEvent(externalId, {
          ...{ eventName: "lookup", member, groupId: `run of ${member}` },
          timestamp: `2026-03-01T09:0${minute}:00Z`,
        }),
      ),
    );
  const team = ["ann", "ben", "cem", "dan", "eve"];
  for (const [minute] of team.entries()) await use(team.slice(minute), minute);
  return { ctx, customerId, use };
}

describe("a customer's runs as a file", () => {
  it("are all of the list, in its order, with its sums", async () => {
    const { ctx, customerId } = await aTeam();
    const { items } = await listRuns(ctx, customerId, RunQuery.parse({}));

    const file = await fileOf(ctx, "runs", { customerId, search: "", from: null, to: null });

    expect(file.ids).toEqual(items.map(({ groupId }) => groupId));
    expect(column(file.lines, 7)).toEqual(items.map((run) => run.credits));
    expect(file.totals).toEqual({
      ...{ uses: { "": credits("15") }, refused: { "": 0n } },
      credits: { credits: credits("15") },
    });
  });

  it("are narrowed as the list is, and another organization's are none", async () => {
    const { ctx, customerId } = await aTeam();
    const query = { customerId, search: "OF B", from: null, to: null };

    expect((await fileOf(ctx, "runs", query)).ids).toEqual(["run of ben"]);
    const strange = await fileOf(await aContext(), "runs", query);
    expect(strange).toMatchObject({ state: "FAILED", failure: "No such customer", lines: [] });
  });
});

describe("a customer's members as a file", () => {
  it("are all of the list, each once, though they pass one another meanwhile", async () => {
    const { ctx, customerId, use } = await aTeam();
    const { items } = await listMembers(ctx, customerId);
    const id = await anExport(ctx, {
      ...{ list: "members", query: { customerId, search: "" }, source: "/members" },
    });

    await writeSome(ctx, id, 1);
    await use(["ann", "ann", "ann", "ann", "ann", "ann"], 9);
    await writeSome(ctx, id);

    const file = await exported(ctx, id);
    expect(items.map(({ member }) => member)).toEqual(["eve", "dan", "cem", "ben", "ann"]);
    expect(file.ids).toEqual(items.map(({ member }) => member));
    expect(column(file.lines, 1)).toEqual(items.map((member) => member.creditsUsed));
    expect(file.totals).toEqual({
      credits_used: { credits: credits("15") },
      refused_by_limit: { "": 0n },
    });
  });

  it("of another organization are none", async () => {
    const { customerId } = await aTeam();
    const strange = await fileOf(await aContext(), "members", { customerId, search: "" });
    expect(strange).toMatchObject({ state: "FAILED", failure: "No such customer", lines: [] });
  });
});

describe("a customer's consumption as a file", () => {
  const RANGE = { from: new Date("2026-03-01T00:00:00Z"), to: new Date("2026-03-02T00:00:00Z") };

  it("is broken down as the page has it, and comes to the same", async () => {
    const { ctx, customerId } = await aTeam();
    const query = { ...RANGE, by: "member", member: null } as const;
    const { rows, total } = await breakConsumptionDown(ctx, customerId, query);

    const file = await fileOf(ctx, "breakdown", { customerId, ...query });

    expect(column(file.lines, 1)).toEqual(rows.map(({ valueName }) => valueName));
    expect(column(file.lines, 8)).toEqual(rows.map((row) => row.credits));
    expect(file.totals).toMatchObject({ credits: { credits: credits(total) } });
  });

  it("is the chart's columns, and comes to the same", async () => {
    const { ctx, customerId } = await aTeam();
    const fields = { from: RANGE.from.toISOString(), to: RANGE.to.toISOString(), grain: "hour" };
    const asked = ConsumptionQuery.parse({ ...fields, by: "member" });
    const { total, series } = await sumConsumption(ctx, customerId, asked);

    const file = await fileOf(ctx, "consumption", { customerId, asked });

    expect(file.rows).toBe(series.length * 24);
    expect(file.totals).toMatchObject({ credits: { credits: credits(total) } });
    const strange = await fileOf(await aContext(), "consumption", { customerId, asked });
    expect(strange).toMatchObject({ state: "FAILED", lines: [] });
  });
});
