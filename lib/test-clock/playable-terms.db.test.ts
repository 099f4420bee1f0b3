/** SEMANTICS §5 and §6 by HTTP on a clock: holds, roll-overs, refills, resets, moves. */
import { expect, it } from "vitest";
import { onATestClock } from "@/lib/testing/clocked";
import { aReference } from "@/lib/testing/factories";

const once = () => ({ idempotency_key: aReference() });

it("takes from a hold what its grants held, and gives back what has not ended", async () => {
  const clock = await onATestClock("2024-05-01T11:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("20", { expires_at: "2024-05-01T12:00:00Z" });
  await acme.give("100");
  const asked = { wallet_id: acme.walletId, credits: "50" };
  const kept = await clock.made("/holds", { ...asked, ...once() });

  expect(await clock.advance("2024-05-01T12:30:00Z")).toEqual([]);
  await clock.made(`/holds/${kept.id}/capture`, { credits: "35", ...once() });
  expect(await acme.figures()).toMatchObject({ available: "85", held: "0", balance: "85" });
});

it("lapses what a hold gives back to a grant that has ended", async () => {
  const clock = await onATestClock("2024-05-01T11:00:00Z");
  const acme = await clock.resident("acme");
  await acme.give("20", { expires_at: "2024-05-01T12:00:00Z" });
  await acme.give("100");
  const asked = { wallet_id: acme.walletId, credits: "50", expires_in: 5400 };
  await clock.made("/holds", { ...asked, ...once() });

  expect(await clock.advance("2024-05-01T12:29:59.999Z")).toEqual([]);
  expect(await acme.figures()).toMatchObject({ available: "70", held: "50" });
  expect(await clock.advance("2024-05-01T12:30:00Z")).toEqual([
    "2024-05-01T12:30:00Z hold_ended 50",
    "2024-05-01T12:30:00Z expired 20",
  ]);
  expect(await acme.figures()).toMatchObject({ available: "100", held: "0" });
});
