/** Texts as people type them and JSON carries them: bounded, and such as PostgreSQL and JSON both hold. */
import * as z from "zod";

const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;
const PLAIN_LINES = /^(?:[^\p{Cc}\p{Cs}]|\r?\n|\t)*$/u;
/** No U+0000 and no half of a surrogate pair. */
export const STORABLE = /^[^\0\p{Cs}]*$/u;

const bounded = (most: number) => z.string().max(most, `At most ${most} characters`);

/** One line, without control characters. */
export const plainText = (most: number) =>
  bounded(most).trim().regex(PLAIN, "Leave out control characters");

/** Any number of lines, without other control characters. */
export const plainLines = (most: number) =>
  bounded(most).trim().regex(PLAIN_LINES, "Leave out control characters");

/** A name that another system chose: taken as it is, spaces and all. */
export const storable = (most: number) =>
  bounded(most).regex(STORABLE, "Leave out U+0000 and lone surrogates");

/** The caller's own name for what it asks; asking twice under one name acts once. */
export const Reference = plainText(200).min(1, "Name this operation");

/** Why a person does something to money or credits. */
export const Reason = plainLines(500).min(3, "Say why, in at least three characters");

export const FAR_TIME = "Enter a time between the years 1000 and 9000";

/** Whether an instant can be stored, reckoned with and told: calendars end before year 1 and after 9999. */
export const isNearTime = (text: string): boolean => {
  const year = new Date(text).getUTCFullYear();
  return year >= 1000 && year < 9000;
};

/** With an offset, cut to the millisecond. */
export const Instant = z.iso
  .datetime({ offset: true, abort: true, message: "Enter a time such as 2026-03-01T00:00:00Z" })
  .refine(isNearTime, { abort: true, message: FAR_TIME })
  .transform((text) => new Date(text));

export const MOST_METADATA_KEYS = 50;

/** The caller's own notes on a thing: text by key, bounded. */
export const Metadata = z
  .record(plainText(64).min(1, "A key needs a name"), plainText(500))
  .refine(
    (metadata) => Object.keys(metadata).length <= MOST_METADATA_KEYS,
    `At most ${MOST_METADATA_KEYS} keys`,
  );
export type Metadata = z.infer<typeof Metadata>;
