/**
 * The demo organization: forty fictional customers and ninety days of their use, made through
 * the same writes as everything else, by contexts whose time moves.
 */
import { CreateApiKeyInput } from "@/lib/api-key/schema";
import { createApiKey } from "@/lib/api-key/writes/create-api-key";
import { CreateOrganizationInput } from "@/lib/auth/staff-schema";
import { createOrganization } from "@/lib/auth/writes/create-organization";
import { prisma } from "@/lib/db/prisma";
import { ApiKeyId, newId, type OrganizationId } from "@/lib/ids";
import { verifyEverything } from "@/lib/ledger/writes/verify-due";
import { makeCatalogue } from "./catalogue";
import { clockUntil, DAYS } from "./clock";
import { COMPANIES } from "./companies";
import { live } from "./history";
import { demoMaker, peopleOf } from "./people";
import { randomFrom } from "./random";
import { makeSandbox } from "./sandbox";
import { makeSignIns } from "./sign-ins";
import { addStates } from "./states";

const SEED = 42;
export const DEMO = { slug: "demo", name: "Florin Demo", mode: "LIVE" } as const;

export type Seeded =
  | { readonly was: "there" }
  /** The API key is shown this once; only its hash is kept. */
  | { readonly was: "made"; readonly apiKey: string };

/**
 * Makes the demo unless it is there. One that was interrupted is set aside under another name
 * and made anew.
 *
 * @param onProgress is told how many of the ninety days are done.
 */
export async function seedDemo(
  now: Date,
  onProgress: (done: number, of: number) => void,
): Promise<Seeded> {
  if (await isComplete()) return { was: "there" };
  await setAsideUnfinished(now);
  const organizationId = newId<OrganizationId>();
  const clock = clockUntil(now);
  const maker = demoMaker(organizationId);
  await createOrganization(maker(clock.at(0)), CreateOrganizationInput.parse(DEMO));
  const { secret, apiKey } = await createApiKey(maker(clock.at(0)), DEMO_KEY);
  const people = peopleOf(organizationId, ApiKeyId.parse(apiKey.id));
  const catalogue = await makeCatalogue(people.billing(clock.at(0)));
  const world = { clock, people, catalogue, random: randomFrom(SEED) };
  const residents = await live(world, COMPANIES, (day) => onProgress(day, DAYS));
  await addStates(world, residents);
  // As the nightly job does, so that the ledger's page has a result to show.
  await verifyEverything(now);
  // Late: who can sign in finds all of it.
  await makeSignIns(people.system(now));
  await makeSandbox(people.system(now));
  return { was: "made", apiKey: secret };
}

const DEMO_KEY = CreateApiKeyInput.parse({
  name: "Demo application",
  scopes: ["*"],
  expiresAt: null,
});

async function isComplete(): Promise<boolean> {
  const demo = await prisma().organization.findUnique({
    where: { slug: DEMO.slug },
    select: { id: true },
  });
  if (!demo) return false;
  return (await prisma().membership.count({ where: { organizationId: demo.id } })) > 0;
}

async function setAsideUnfinished(now: Date): Promise<void> {
  const slug = `demo-unfinished-${now.getTime()}`;
  await prisma().organization.updateMany({ where: { slug: DEMO.slug }, data: { slug } });
}
