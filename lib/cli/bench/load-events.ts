/** Millions of events behind the charts, written set by set: all that the ingest would have left, and verifiable so. */
import { FeatureInput } from "@/lib/catalog/schema/feature";
import { createFeature } from "@/lib/catalog/writes/create-feature";
import type { Context } from "@/lib/context";
import { ensureMonths } from "@/lib/usage/store/months";
import { runStatements } from "./database";
import { LOAD_ROUNDS } from "./load-sql";
import { DAY_MS, makeShop, type Shop } from "./wallets";

/** How long ago the first event happened. */
export const LOADED_DAYS = 90;
const FEATURES = ["Searches", "Exports", "Enrichments", "Messages"];
/** Of one customer and feature, at one instant. */
const EVENTS_A_USE = 10;
/** A statement writes no more than about this many. */
const EVENTS_AT_ONCE = 50_000;

export type Load = {
  readonly slug: string;
  readonly customers: number;
  /** At least; each customer has as many as any other. */
  readonly events: number;
};

/** An organization whose customers have used its features all the time since; `tell` hears how many events there are. */
export async function loadEvents(
  url: string,
  { slug, customers, events }: Load,
  tell: (loaded: number) => void,
): Promise<Shop> {
  const shop = await makeShop(customers, { slug, ageDays: LOADED_DAYS });
  const start = new Date(shop.ctx.at.getTime() - LOADED_DAYS * DAY_MS);
  await makeFeatures({ ...shop.ctx, at: start });
  await ensureMonths(days(start, LOADED_DAYS));
  const eventsARound = customers * EVENTS_A_USE;
  const rounds = Math.ceil(events / eventsARound);
  const roundsAtOnce = Math.max(1, Math.floor(EVENTS_AT_ONCE / eventsARound));
  const step = `${Math.floor((LOADED_DAYS * DAY_MS) / (rounds + 1))} ms`;
  for (let done = 0; done < rounds; done += roundsAtOnce) {
    const now = Math.min(roundsAtOnce, rounds - done);
    const given = [shop.ctx.organizationId, done, now, start.toISOString(), step, EVENTS_A_USE];
    await runStatements(url, [[LOAD_ROUNDS, given]]);
    tell((done + now) * eventsARound);
  }
  // As autovacuum would have done long before in tables that grew by themselves.
  await runStatements(url, [["VACUUM (ANALYZE)"]]);
  return shop;
}

async function makeFeatures(ctx: Context): Promise<void> {
  for (const name of FEATURES) {
    const key = name.toLowerCase();
    const input = { name, key, meter: { eventName: key }, creditsPerUnit: "1" };
    await createFeature(ctx, FeatureInput.parse(input));
  }
}

const days = (start: Date, count: number) =>
  Array.from({ length: count + 1 }, (_, day) => new Date(start.getTime() + day * DAY_MS));
