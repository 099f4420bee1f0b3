const DAY = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** `Mon, 23 Nov 2026`, of a local date. */
export const dayWords = (day: string): string => DAY.format(new Date(`${day}T00:00:00Z`));

/** `November 2026`. */
export const monthTitle = (month: string): string =>
  MONTH.format(new Date(`${month}-01T00:00:00Z`));
