import { createLoader, createParser, parseAsString } from "nuqs/server";
import { readRunCursor } from "@/lib/report/rules/run-cursor";
import { RunQuery } from "@/lib/report/schema/runs";
import { addToDay, startOfDay } from "@/lib/time/zone";
import { isDay } from "../../../day-param";

/** What no list gave leads to the first page instead of a fault. */
const parseAsRunCursor = createParser({
  parse(text: string) {
    try {
      readRunCursor(text);
      return text;
    } catch {
      return null;
    }
  },
  serialize: (cursor: string) => cursor,
});

/** The runs of a customer's page: narrowed by name and by local days, both included. */
export const loadRunParams = createLoader({
  q: parseAsString.withDefault(""),
  since: parseAsString,
  until: parseAsString,
  after: parseAsRunCursor,
});
export type RunParams = Awaited<ReturnType<typeof loadRunParams>>;

export const runQuery = ({ q, since, until, after }: RunParams, zone: string): RunQuery =>
  RunQuery.parse({
    search: q.trim().slice(0, 255),
    from: isDay(since) ? startOfDay(since, zone) : null,
    to: isDay(until) ? startOfDay(addToDay(until, 1), zone) : null,
    cursor: after,
  });
