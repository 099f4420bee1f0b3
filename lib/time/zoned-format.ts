/**
 * Writes instants in a zone's local time, each zone's formatter made once: making one costs far more
 * than using it, and a ledger page uses hundreds.
 */
export function zonedFormat(
  options: Intl.DateTimeFormatOptions,
): (at: Date, zone: string) => string {
  const formatters = new Map<string, Intl.DateTimeFormat>();
  return (at, zone) => {
    const formatter =
      formatters.get(zone) ?? new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options });
    formatters.set(zone, formatter);
    return formatter.format(at);
  };
}
