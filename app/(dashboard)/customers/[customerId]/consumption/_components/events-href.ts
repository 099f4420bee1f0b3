/** Where a figure of consumption leads: to what it is made of. */

export type Part = {
  readonly from: string;
  readonly to: string;
  /** A feature's outer id; `manual`: debits by hand, which are no events. */
  readonly feature?: string | undefined;
  readonly member?: string | undefined;
  /** An API key's outer id. */
  readonly apiKey?: string | undefined;
};

export const BY_HAND = "manual";

/** The events of that time, or the ledger's debits where there were none. */
export function partHref(customerId: string, zone: string, part: Part): string {
  const { from, to, feature, member, apiKey } = part;
  if (feature === BY_HAND) {
    const search = new URLSearchParams({ kind: "debit", ...localDays(part, zone) });
    return `/customers/${customerId}/ledger?${search}`;
  }
  const search = new URLSearchParams({ from, to });
  if (feature) search.set("feature", feature);
  if (member) search.set("member", member);
  if (apiKey) search.set("key", apiKey);
  return `/customers/${customerId}/events?${search}`;
}

/** The ledger is narrowed by whole days, both included. */
function localDays({ from, to }: Part, zone: string) {
  // Sweden writes a date as ISO does.
  const day = new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeZone: zone });
  return { from: day.format(Date.parse(from)), to: day.format(Date.parse(to) - 1) };
}
