/** The small texts that every part of the catalogue shares. */
import * as z from "zod";

const PLAIN = /^[^\p{Cc}\p{Cs}]*$/u;
const PLAIN_LINES = /^(?:[^\p{Cc}\p{Cs}]|\n)*$/u;

/** One line of text that PostgreSQL and JSON can both hold. */
export const plainText = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `At most ${most} characters`)
    .regex(PLAIN, "Leave out control characters");

export const Name = plainText(120).min(1, "Enter a name");

export const Description = z
  .string()
  .trim()
  .max(1000, "At most 1000 characters")
  .regex(PLAIN_LINES, "Leave out control characters");

/** How programs call a thing: `contact_export`. Unique per organization. */
export const Key = z
  .string()
  .trim()
  .min(1, "Enter a key")
  .max(100, "At most 100 characters")
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
    "Use letters, digits and . _ : - only, beginning with a letter or digit",
  );

/** Names a unit of credits; an organization starts with `credits`. */
export const CreditUnit = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_]{0,31}$/, "A credit unit is small letters, such as credits");

/** `"Contact export"` becomes `contact_export`; empty where nothing of it can be kept. */
export const keyOf = (name: string): string =>
  name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 100);

export const Instant = z.iso
  .datetime({ offset: true, abort: true, message: "Enter a time such as 2026-03-01T00:00:00Z" })
  .transform((text) => new Date(text));

/** Lists of the catalogue are bounded by what people can name; pages serve the API. */
export const ListQuery = z.object({
  search: z.string().trim().max(200).default(""),
  limit: z.int().min(1).max(1000).default(50),
  offset: z.int().min(0).max(100_000).default(0),
});

/** The caller's own notes on a thing: text by key, bounded. */
export const Metadata = z
  .record(plainText(64).min(1, "A key needs a name"), plainText(500))
  .refine((metadata) => Object.keys(metadata).length <= 50, "At most 50 keys");
export type Metadata = z.infer<typeof Metadata>;
