const formats = new Map<string, Intl.DateTimeFormat>();

/** `Nov 2026`, of an instant in its zone. */
export function monthWords(at: string, zone: string): string {
  const known = formats.get(zone);
  const format =
    known ?? new Intl.DateTimeFormat("en-GB", { month: "short", year: "numeric", timeZone: zone });
  formats.set(zone, format);
  return format.format(new Date(at));
}
