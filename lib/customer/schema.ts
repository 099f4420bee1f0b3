import * as z from "zod";
import { TestClockId } from "@/lib/ids";
import { Metadata, plainText } from "@/lib/text/schema";

/** What the caller's own system calls this customer; unique per organization. */
export const ExternalId = plainText(255).min(1, "Enter the id that your own system uses");

export const ZoneName = z
  .string()
  .trim()
  .max(64)
  .refine(isZone, "Not a time zone: use a name such as Europe/Berlin");

const Email = z.union([z.literal(""), z.email("Not an email address").max(320)]);

const addressParts = {
  line1: plainText(200),
  line2: plainText(200),
  city: plainText(100),
  state: plainText(100),
  postalCode: plainText(32),
  /** ISO 3166, two letters, or empty. */
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^([A-Z]{2})?$/, "Two letters, such as DE"),
};

export const Address = z.object({
  line1: addressParts.line1.default(""),
  line2: addressParts.line2.default(""),
  city: addressParts.city.default(""),
  state: addressParts.state.default(""),
  postalCode: addressParts.postalCode.default(""),
  country: addressParts.country.default(""),
});
export type Address = z.infer<typeof Address>;

export const CustomerInput = z.object({
  externalId: ExternalId,
  /** Empty: the external id stands for it. */
  name: plainText(200).default(""),
  email: Email.default(""),
  /** Empty: the organization's zone. Days, months and charts of the customer follow it. */
  timezone: z.union([z.literal(""), ZoneName]).default(""),
  address: Address.prefault({}),
  metadata: Metadata.default({}),
  /** Of a sandbox alone: the clock that it lives at the time of, for ever. Empty: real time. */
  testClockId: z
    .union([z.literal("").transform(() => null), TestClockId])
    .nullable()
    .default(null),
});
export type CustomerInput = z.output<typeof CustomerInput>;
export type CustomerFields = z.input<typeof CustomerInput>;

/** What may change of a customer; what is left out stays. */
export const CustomerChanges = z.object({
  externalId: ExternalId.optional(),
  name: plainText(200).min(1, "Enter a name").optional(),
  email: Email.optional(),
  timezone: ZoneName.optional(),
  address: z.object(addressParts).partial().optional(),
  metadata: Metadata.optional(),
});
export type CustomerChanges = z.output<typeof CustomerChanges>;

export const CUSTOMER_STATUSES = ["ACTIVE", "ARCHIVED"] as const;
export type CustomerStatus = (typeof CUSTOMER_STATUSES)[number];

export const CustomerView = z.object({
  id: z.string(),
  externalId: z.string(),
  name: z.string(),
  email: z.string(),
  timezone: z.string(),
  address: z.object({
    line1: z.string(),
    line2: z.string(),
    city: z.string(),
    state: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
  metadata: z.record(z.string(), z.string()),
  testClockId: z.string().nullable(),
  status: z.enum(CUSTOMER_STATUSES),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  archivedAt: z.iso.datetime().nullable(),
});
export type CustomerView = z.infer<typeof CustomerView>;

export const CUSTOMER_SORTS = ["created", "name"] as const;

/** Which customers, in which order, from where on. */
export const CustomerQuery = z.object({
  /** Part of the name, external id or email. */
  search: z.string().trim().max(200).default(""),
  status: z.enum(CUSTOMER_STATUSES).nullable().default(null),
  sort: z.enum(CUSTOMER_SORTS).default("created"),
  /** `nextCursor` of the page before. */
  cursor: z.string().max(500).nullable().default(null),
  offset: z.int().min(0).max(100_000).default(0),
  limit: z.int().min(1).max(1000).default(50),
});
export type CustomerQuery = z.output<typeof CustomerQuery>;
export type CustomerQueryFields = z.input<typeof CustomerQuery>;

export type CustomerPage = {
  readonly items: readonly CustomerView[];
  readonly total: number;
  readonly nextCursor: string | null;
};

/** As `isZone` of `lib/time`, which would bring its calendar into every form. */
function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: name });
    // "+02:00" would pass too, but has no summer time to follow.
    return !/^[+-]/.test(name);
  } catch {
    return false;
  }
}
