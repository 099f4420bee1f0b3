import * as z from "zod";

/** Of a feature, in the seven days before. */
export const UsedLately = z.object({
  events: z.int(),
  /** How many members, of the events that name one. */
  members: z.int(),
});
export type UsedLately = z.infer<typeof UsedLately>;

const counted = (count: number, noun: string) =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

/** `3 members used it in the last 7 days`, `used 40 times in the last 7 days`. */
export function usedWords({ events, members }: UsedLately): string {
  const who =
    members > 0 ? `${counted(members, "member")} used it` : `used ${counted(events, "time")}`;
  return `${who} in the last 7 days`;
}
