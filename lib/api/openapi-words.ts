/** What the document says about its groups and parameters beside their names. */

const TAGS: Readonly<Record<string, string>> = {
  customers:
    "Who holds credits, named by the caller's own external id; what they may use and used.",
  wallets: "Where a customer's credits of one unit stand, and what moves them.",
  transactions: "What moved credits, and giving it back.",
  debits: "Many debits at once, all of them or none.",
  "credit-grants": "Credits given under one set of terms: how much, until when, in which order.",
  creditgrants: "The dialect's spelling of credit-grants: the same operations.",
  refills: "Credits that come to a wallet again and again.",
  holds: "Credits set aside for work whose cost is not known yet.",
  ledger: "Whether every figure follows from the entries of the ledger.",
  features: "What can be used, how it is counted and what a unit costs.",
  products: "What plans belong to, and whether a customer may have several of them.",
  addons: "Sold on top of a subscription; drafted, priced and published as plans are.",
  packs: "Credits for a price, once; a top-up names one by `pack_id`.",
  plans: "What customers subscribe to, in versions that never change.",
  prices: "What a plan charges.",
  entitlements: "What a plan allows.",
  subscriptions: "A customer on a plan: periods, credits and invoices.",
  events: "What happened in the caller's product; its credits are taken before the answer.",
  check: "Ask before the act.",
  consume: "Check and take in one step.",
  invoices: "What is owed, and what became of it.",
  "test-clocks": "Time that a sandbox moves by hand.",
  "api-keys": "What programs come in with.",
  reports: "Figures of the whole organization.",
  "request-log": "How calls were answered.",
  "stripe-deliveries":
    "What Stripe sent to `/v1/webhooks/stripe/{organization}`, which its signature opens, and what it came to.",
};

/** A group of operations: the first step of their paths. */
export const tagOf = (path: string): string => path.split("/")[1] ?? "";

export const tagged = (name: string) => ({
  name,
  description: TAGS[name] ?? `Operations under \`/${name}\`.`,
});

/** How a list is sent. */
const LISTED = "repeated or with commas between";

const PARAMETERS: Readonly<Record<string, string>> = {
  limit: "How many items a page has at most.",
  offset: "How many items to skip; far into a list, walk by cursor.",
  cursor: "`next_cursor` of the page before.",
  from: "Where the range begins.",
  to: "Where the range ends, itself not in it.",
  as_of: "The instant whose figures are asked for; now unless told.",
  known_at: "What was known at this instant; all that is known now unless told.",
  external_id: "The caller's own id of the customer.",
  external_customer_id: "The caller's own id of the customer.",
  lookup_key: "The caller's own id of the customer.",
  customer_lookup_key: "The caller's own id of the customer.",
  feature_key: "The lookup key of a feature.",
  event_id: "The id of the event, here or the caller's own.",
  credits: "An amount of credits, as decimal text.",
  days: "How many days ahead.",
  grain: "How long a step of the range is.",
  by: "What the figures are told apart by.",
  member: "Who of the customer's own people or keys.",
  group_id: "The name of a run, as its events tell it.",
  feature_ids: `Features by id, ${LISTED}; of each, the whole use is told.`,
  feature_lookup_keys: `Features by lookup key, beside those of \`feature_ids\`, ${LISTED}.`,
  subscription_ids: `Only features that one of these entitles to, ${LISTED}; use is the customer's all the same.`,
  order: "`asc` for the oldest first, where the order is one of time.",
  reference_id: "The id of what caused it, such as an invoice or an event.",
  credits_available_gt: "Only what gave a grant that holds more than so many credits now.",
  expiry_date_after: "Only what gave a grant that ends at this instant or later.",
  expiry_date_before: "Only what gave a grant that ends by this instant.",
  created_by: "The name of who did it, whole.",
};

/** @returns `undefined` where the name says it all. */
export function parameterWords(name: string): string | undefined {
  const thing = /^(\w+)Id$/.exec(name)?.[1] ?? /^(\w+)_id$/.exec(name)?.[1];
  const words = thing?.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace("_", " ");
  return PARAMETERS[name] ?? (words && `The id of the ${words}.`);
}
