import { describe, expect, it } from "vitest";
import { idText } from "@/lib/ids";
import { aContext, later } from "@/lib/testing/factories";
import { aHold } from "@/lib/testing/holds";
import { anAccount } from "@/lib/testing/wallets";
import { listHolds } from "./holds";

const AT = ["2026-03-01T11:00:00Z", "2026-03-01T12:00:00Z", "2026-03-01T13:00:00Z"] as const;

async function threeHolds() {
  const ctx = await aContext({ at: new Date(AT[0]) });
  const account = await anAccount(ctx, ["100"]);
  const ids: string[] = [];
  for (const at of AT) ids.push(idText("hld", await aHold(later(ctx, at), account, "10")));
  return { ctx: later(ctx, AT[2]), ids };
}

const idsOf = ({ items }: Awaited<ReturnType<typeof listHolds>>) => items.map(({ id }) => id);

describe("listHolds by age", () => {
  it("begins with the newest, or with the oldest if asked, and pages on in that order", async () => {
    const { ctx, ids } = await threeHolds();

    expect(idsOf(await listHolds(ctx, {}))).toEqual(ids.toReversed());
    const first = await listHolds(ctx, { order: "oldest", limit: 2 });
    const { nextCursor: cursor } = first;
    const rest = await listHolds(ctx, { order: "oldest", limit: 2, cursor });
    expect([...idsOf(first), ...idsOf(rest)]).toEqual(ids);
    expect(rest.nextCursor).toBeNull();
  });

  it("leaves out what was placed after an instant, that instant's own not", async () => {
    const { ctx, ids } = await threeHolds();

    const stale = await listHolds(ctx, { order: "oldest", placedBefore: new Date(AT[1]) });

    expect(idsOf(stale)).toEqual(ids.slice(0, 2));
  });
});
