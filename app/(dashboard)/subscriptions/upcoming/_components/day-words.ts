const FORMAT = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** `Mon, 23 Nov 2026`, of a local date. */
export const dayWords = (day: string): string => FORMAT.format(new Date(`${day}T00:00:00Z`));
