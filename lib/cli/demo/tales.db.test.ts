import { expect, it } from "vitest";
import { CreateOrganizationInput } from "@/lib/auth/staff-schema";
import { createOrganization } from "@/lib/auth/writes/create-organization";
import { readSql } from "@/lib/db/transact";
import { type ApiKeyId, newId, type OrganizationId } from "@/lib/ids";
import { listHolds } from "@/lib/ledger/reads/holds";
import { verifyLedger } from "@/lib/ledger/reads/verify";
import { makeCatalogue } from "./catalogue";
import { clockUntil } from "./clock";
import { COMPANIES } from "./companies";
import { live } from "./history";
import { peopleOf } from "./people";
import { randomFrom } from "./random";
import { TALES } from "./tales";

/** Those with a tale, without their daily use: what is left does not hang on chance. */
const told = COMPANIES.filter(
  ({ externalId }) => TALES.has(externalId) || externalId === "verdant-supply",
).map((company) => ({ ...company, pace: 0 }));

it("shows each strange state of the ledger once, and the ledger stays whole", async () => {
  const organizationId = newId<OrganizationId>();
  const clock = clockUntil(new Date());
  const people = peopleOf(organizationId, newId<ApiKeyId>());
  const made = CreateOrganizationInput.parse({ slug: "told", name: "Told", mode: "LIVE" });
  await createOrganization(people.system(clock.at(0)), made);
  const catalogue = await makeCatalogue(people.billing(clock.at(0)));
  await live({ clock, people, catalogue, random: randomFrom(1) }, told, () => undefined);

  expect((await verifyLedger(organizationId)).differences).toEqual([]);
  const { items } = await listHolds(people.support(clock.now), { order: "oldest" });
  expect(items.map(({ state, captured, held }) => [state, captured, held])).toEqual([
    ["captured", "120", "0"],
    ["expired", "0", "0"],
    ["captured", "80", "0"],
    ["released", "0", "0"],
    ["open", "0", "150"],
    ["open", "60", "190"],
  ]);
  const statuses = await readSql(
    "SELECT status::text, count(*)::int FROM wallet WHERE organization_id = $1::uuid GROUP BY 1 ORDER BY 1",
    [organizationId],
  );
  expect(statuses).toMatchObject([
    { status: "ACTIVE" },
    { status: "CLOSED", count: 1 },
    { status: "FROZEN", count: 1 },
  ]);
  const sources = await readSql(
    "SELECT DISTINCT source::text FROM credit_grant WHERE organization_id = $1::uuid",
    [organizationId],
  );
  expect(sources.map(({ source }) => String(source).toLowerCase())).toEqual(
    expect.arrayContaining(["rollover", "refill", "extension", "transfer", "adjustment", "refund"]),
  );
});
