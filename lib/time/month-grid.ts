/** A month as calendars draw it: whole weeks from Monday, in local dates. Reads no clock, knows no zone. */
import { addToDay } from "./zone";

/** The month of a local date: `2026-11` of `2026-11-22`. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** Whether it is written as months are; a month that no year has is none. */
export const isMonth = (text: string | null): text is string =>
  text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** So many months later, or earlier if negative. */
export function addToMonth(month: string, months: number): string {
  const [year = 0, of = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, of - 1 + months, 1)).toISOString().slice(0, 7);
}

/** The weeks that the month has days of, each of seven local dates; those around it come along. */
export function monthGrid(month: string): readonly (readonly string[])[] {
  const first = `${month}-01`;
  const monday = addToDay(first, -((new Date(`${first}T00:00:00Z`).getUTCDay() + 6) % 7));
  const after = `${addToMonth(month, 1)}-01`;
  const weeks: string[][] = [];
  for (let day = monday; day < after; day = addToDay(day, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, place) => addToDay(day, place)));
  }
  return weeks;
}
