/**
 * Makes what a call was asked and answered the same on every day: ids are numbered, instants moved
 * to where they would stand if it had been asked at noon of a certain day.
 */
import { createHash } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { type Id, idText } from "@/lib/ids";

const NOON = Temporal.PlainDateTime.from("2026-03-02T12:00");
const HOUR_MS = 3_600_000;
/** What lies farther from now was named by the example itself, or by the context of a test. */
const LATEST_MS = 400 * 24 * HOUR_MS;
const EARLIEST_MS = -40 * 24 * HOUR_MS;

const ID = /\b([a-z]{2,4}|feat|cost|prod|plan|price|pack|line)_[0-7][0-9a-hjkmnp-tv-z]{25}\b/g;
const UUID = /\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b/g;
const HASH = /\b[0-9a-f]{32,64}\b/g;
const SECRET = /\bfl_(test|live)_([0-9A-Za-z]{43}|[0-9A-Za-z]{4})\b/g;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What is random or means nothing to its reader, by key. */
const OPAQUE: Readonly<Record<string, string>> = {
  cursor: "eyJhdCI6Li4u",
  next_cursor: "eyJhdCI6Li4u",
  last_four: "xxxx",
};

/** One for each call: equal things stay equal in it, and its numbers are its own. */
export function stabilizer(now: Date): (value: unknown) => unknown {
  const known = new Map<string, string>();
  const named = (found: string, name: (count: number) => string): string => {
    const given = known.get(found) ?? name(known.size + 1);
    known.set(found, given);
    return given;
  };
  const text = (value: string): string => {
    if (INSTANT.test(value) || DAY.test(value)) return steadyTime(value, now);
    return value
      .replace(SECRET, (_, mode, secret) => `fl_${mode}_${"x".repeat(secret.length)}`)
      .replace(ID, (found, prefix) => named(found, (count) => idText(prefix, uuidOf(count))))
      .replace(UUID, (found) => named(found, uuidOf))
      .replace(HASH, (found) => named(found, (count) => hashOf(count).slice(0, found.length)));
  };
  return function steady(value: unknown, key?: string): unknown {
    if (typeof value === "string") return OPAQUE[key ?? ""] ?? text(value);
    if (Array.isArray(value)) return value.map((item) => steady(item));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [text(name), steady(inner, name)]),
    );
  };
}

const uuidOf = (count: number): Id<string> =>
  `019cae40-0000-7000-8000-${String(count).padStart(12, "0")}` as Id<string>;

const hashOf = (count: number) => createHash("sha256").update(String(count)).digest("hex");

function steadyTime(text: string, now: Date): string {
  const at = new Date(text);
  const fromNowMs = at.getTime() - now.getTime();
  if (fromNowMs < EARLIEST_MS || fromNowMs > LATEST_MS) return text;
  if (DAY.test(text)) return sameDayAway(at, now).toString();
  if (text.includes("T00:00:00")) return `${sameDayAway(at, now)}T00:00:00.000Z`;
  if (Math.abs(fromNowMs) < HOUR_MS / 2) return `${NOON.toString({ smallestUnit: "second" })}.000Z`;
  const away = plain(now)
    .until(plain(at), { largestUnit: "months" })
    .round({
      ...{ smallestUnit: "minute", largestUnit: "months", relativeTo: plain(now) },
    });
  return `${NOON.add(away).toString({ smallestUnit: "second" })}.000Z`;
}

const sameDayAway = (at: Date, now: Date) =>
  NOON.toPlainDate().add(
    plain(now).toPlainDate().until(plain(at).toPlainDate(), { largestUnit: "months" }),
  );

const plain = (at: Date) => Temporal.PlainDateTime.from(at.toISOString().replace("Z", ""));
