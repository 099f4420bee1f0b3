/** The day of an instant in `zone` as people read it: `13 Nov 2026`. For servers and browsers. */
export function dayWords(at: Date, zone: string): string {
  const known = formatters.get(zone);
  if (known) return known.format(at);
  const fresh = new Intl.DateTimeFormat("en-GB", {
    ...{ day: "numeric", month: "short", year: "numeric" },
    timeZone: zone,
  });
  formatters.set(zone, fresh);
  return fresh.format(at);
}

// Making a formatter costs far more than using it, and a ledger page uses hundreds.
const formatters = new Map<string, Intl.DateTimeFormat>();
