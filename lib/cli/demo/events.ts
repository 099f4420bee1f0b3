/** A day's use of a customer, as its application would send it. */
import type { EventFields } from "@/lib/usage/schema/event";
import { ACTIONS, type Action } from "./catalogue";
import { rhythm } from "./clock";
import type { Company } from "./companies";
import type { Random } from "./random";

const DAY_MS = 86_400_000;
/** Brings ninety days of forty customers above fifty thousand events. */
const VOLUME = 1.75;
const PEOPLE = ["anna", "jonas", "mei", "omar", "sofia"] as const;
const SHARES = ACTIONS.reduce((total, { share }) => total + share, 0);

/** @param from the day's first instant. @returns its events, in no order. */
export function eventsOf(company: Company, from: Date, random: Random): readonly EventFields[] {
  const wanted = company.pace * VOLUME * rhythm(from) * (0.75 + random.next() / 2);
  return Array.from({ length: Math.round(wanted) }, () => anEvent(company, from, random));
}

function anEvent(company: Company, from: Date, random: Random): EventFields {
  const action = anAction(random);
  const at = new Date(from.getTime() + aMoment(random));
  const member = `${random.pick(PEOPLE)}@${company.externalId}.example`;
  const common = {
    externalCustomerId: company.externalId,
    timestamp: at.toISOString(),
    source: "demo-app",
    member,
  };
  if (company.story === "professional" && random.next() < 0.06) {
    const tokens = String(random.between(200, 9000));
    const model = random.pick(["swift-2", "deep-3"]);
    return { ...common, eventName: "ai.completion", properties: { tokens, model } };
  }
  return {
    ...common,
    eventName: action.key,
    properties: {
      contact_id: `ct-${random.between(1, 40_000)}`,
      region: random.pick(["emea", "amer", "apac"]),
    },
  };
}

function anAction(random: Random): Action {
  let left = random.next() * SHARES;
  for (const action of ACTIONS) {
    left -= action.share;
    if (left < 0) return action;
  }
  return ACTIONS[0];
}

/** Within the day, most of it in working hours: the mean of three is bell-shaped enough. */
const aMoment = (random: Random) =>
  Math.floor(((random.next() + random.next() + random.next()) / 3) * DAY_MS);
