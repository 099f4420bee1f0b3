/** The small texts that every part of the catalogue shares. */
import * as z from "zod";
import { plainLines, plainText } from "@/lib/text/schema";

export const Name = plainText(120).min(1, "Enter a name");

export const Description = plainLines(1000);

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

/** Lists of the catalogue are bounded by what people can name; pages serve the API. */
export const ListQuery = z.object({
  search: z.string().trim().max(200).default(""),
  limit: z.int().min(1).max(1000).default(50),
  offset: z.int().min(0).max(100_000).default(0),
});
