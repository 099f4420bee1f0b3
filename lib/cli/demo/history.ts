/** Ninety days, one after the other: customers come, use, run low, buy again; grants arrive by job. */
import type { Context } from "@/lib/context";
import type { OrganizationId } from "@/lib/ids";
import { expireDue } from "@/lib/ledger/writes/expire-due";
import { issueDueGrants } from "@/lib/subscription/writes/issue-due-grants";
import { renewSubscriptions } from "@/lib/subscription/writes/renew-subscriptions";
import type { EventFields } from "@/lib/usage/schema/event";
import { ingestEvents } from "@/lib/usage/writes/ingest-events";
import { arrive, buyPack, type Resident } from "./arrival";
import { contextAt, DAYS } from "./clock";
import type { Company } from "./companies";
import { eventsOf } from "./events";
import { Teller } from "./tale";
import { TALES } from "./tales";
import type { World } from "./world";

/** Events a call: few enough that a batch is minutes of the day, many enough to be quick. */
const BATCH = 250;
/** A prepaid customer buys another pack every so many days. */
const PURCHASE_DAYS = 30;
/**
 * Customers come at one o'clock and so do their later months, an hour later after a change of
 * the clocks. Once a day, then, the jobs find what is due and the day's use begins.
 */
const JOBS_HOUR = 2.05;

export async function live(
  world: World,
  companies: readonly Company[],
  onDay: (day: number) => void,
): Promise<readonly Resident[]> {
  const residents: Resident[] = [];
  const teller = new Teller(world, residents);
  for (let day = 0; day < DAYS; day++) {
    for (const company of companies.filter(({ since }) => since === day)) {
      const ctx = world.people.billing(world.clock.at(day, 1));
      const resident = await arrive(ctx, company, world.catalogue);
      residents.push(resident);
      const tale = TALES.get(company.externalId);
      if (tale) await teller.begin(tale, resident);
    }
    await restock(world, residents, day);
    await teller.tell(day);
    await runJobs(world, day);
    await spendDay(world, residents, day);
    onDay(day + 1);
  }
  await runJobs(world, DAYS);
  await teller.tell(DAYS);
  return residents;
}

async function runJobs({ clock, people }: World, day: number): Promise<void> {
  const at = clock.at(day, JOBS_HOUR);
  await expireDue(at, (organizationId: OrganizationId): Context => {
    const { actor, origin } = people.system(at);
    return contextAt(organizationId, at, { actor, origin });
  });
  await issueDueGrants(at);
  await renewSubscriptions(at);
}

async function restock(
  { clock, people, catalogue }: World,
  residents: readonly Resident[],
  day: number,
) {
  for (const { company, walletId } of residents) {
    const age = day - company.since;
    if (company.story !== "prepaid" || age === 0 || age % PURCHASE_DAYS !== 0) continue;
    const reference = `${company.externalId}-day-${day}`;
    await buyPack(people.billing(clock.at(day, 1.5)), walletId, {
      packId: catalogue.packs.starter,
      reference,
    });
  }
}

async function spendDay(
  { clock, people, random }: World,
  residents: readonly Resident[],
  day: number,
) {
  const from = clock.at(day, JOBS_HOUR);
  const events = residents.flatMap(({ company }) => eventsOf(company, from, random));
  const told = events.filter(({ timestamp }) => timestampOf(timestamp) <= clock.now);
  const sorted = told.toSorted(
    (a, b) => timestampOf(a.timestamp).getTime() - timestampOf(b.timestamp).getTime(),
  );
  for (let start = 0; start < sorted.length; start += BATCH) {
    const batch = sorted.slice(start, start + BATCH).map((event, index) => ({
      ...event,
      eventId: `demo-${day}-${start + index}`,
    }));
    await ingestEvents(people.application(timestampOf(batch.at(-1)?.timestamp)), batch);
  }
}

const timestampOf = (timestamp: EventFields["timestamp"]) => new Date(timestamp ?? 0);
