/**
 * Ids are UUIDv7 inside and in rows, and prefixed text outside: `cus_01jd…`. A
 * schema here parses the outer form into the inner one; `idText` shows it.
 */
import { uuidv7 } from "uuidv7";
import * as z from "zod";

/** A UUID of one kind of thing; the prefix is its brand and the first part of its outer form. */
export type Id<Prefix extends string> = string & { readonly prefix: Prefix };

export type OrganizationId = Id<"org">;
export type UserId = Id<"usr">;
export type ApiKeyId = Id<"key">;
export type CustomerId = Id<"cus">;
export type FeatureId = Id<"feat">;
export type MeterId = Id<"mtr">;
export type CreditCostId = Id<"cost">;
export type ProductId = Id<"prod">;
export type PlanId = Id<"plan">;
export type PlanVersionId = Id<"plv">;
export type ChargeId = Id<"price">;
export type PlanGrantId = Id<"pgr">;
export type EntitlementId = Id<"ent">;
export type PackId = Id<"pack">;
export type WalletId = Id<"wal">;
export type GrantId = Id<"grt">;
export type HoldId = Id<"hld">;
export type RefillId = Id<"rfl">;
export type TestClockId = Id<"clk">;
export type AdvanceId = Id<"adv">;
export type OverageLotId = Id<"ovl">;
export type TransactionId = Id<"ltx">;
export type EntryId = Id<"len">;
export type EventId = Id<"evt">;
export type SubscriptionId = Id<"sub">;
export type SubscriptionChangeId = Id<"chg">;
export type PlanMigrationId = Id<"mig">;
export type RenewalMoveId = Id<"rmv">;
export type OverrideId = Id<"ovr">;
export type InvoiceId = Id<"inv">;
export type InvoiceLineId = Id<"line">;
export type PaymentId = Id<"pay">;
export type AuditId = Id<"aud">;
export type RequestLogId = Id<"req">;
export type StripeDeliveryId = Id<"sdel">;
export type StripeSecretId = Id<"ssec">;
export type OutboxId = Id<"out">;
export type ExportId = Id<"exp">;

/** Crockford's base 32, in lower case: no i, l, o, u. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const TEXT_LENGTH = 26;

/** A fresh id, later ones sorting after earlier ones of the same process. */
export const newId = <Name extends Id<string>>(): Name => uuidv7() as Name;

/**
 * Takes an id from a row. The one cast to an id: the column's foreign key is the guarantee
 * that it names a thing of this kind.
 */
export const idFromRow = <Name extends Id<string>>(uuid: unknown): Name => uuid as Name;

/** The same of a column that may be empty. */
export const idOrNullFromRow = <Name extends Id<string>>(uuid: unknown): Name | null =>
  uuid === null ? null : idFromRow<Name>(uuid);

/** The outer form of an id: `idText("cus", id)`. */
export function idText<Prefix extends string>(prefix: Prefix, id: Id<Prefix>): string {
  let text = `${prefix}_`;
  // 26 letters of five bits are 130, a UUID has 128: the first letter stands for three of them.
  let [rest, bits] = [0, 2];
  for (let at = 0; at < id.length; at++) {
    const digit = hexDigit(id.charCodeAt(at));
    if (digit === undefined) continue;
    rest = (rest << 4) | digit;
    bits += 4;
    if (bits < 10) continue;
    bits -= 10;
    text += PAIRS[rest >> bits];
    rest &= (1 << bits) - 1;
  }
  return text;
}

/** @returns `undefined` for a dash. */
function hexDigit(code: number): number | undefined {
  if (code === DASH) return undefined;
  return code < LETTER_A ? code - ZERO : code - LETTER_A + 10;
}
const DASH = "-".charCodeAt(0);
const ZERO = "0".charCodeAt(0);
const LETTER_A = "a".charCodeAt(0);

/** Every two letters, by the ten bits that they stand for. */
const PAIRS = Array.from(
  { length: 1024 },
  (_, bits) => ALPHABET.charAt(bits >> 5) + ALPHABET.charAt(bits & 31),
);

/** @returns `undefined` unless `text` is an id with this prefix. */
export function parseId<Prefix extends string>(
  prefix: Prefix,
  text: string,
): Id<Prefix> | undefined {
  const body = text.startsWith(`${prefix}_`) ? text.slice(prefix.length + 1) : "";
  if (body.length !== TEXT_LENGTH) return undefined;
  // The first letter stands for three bits of the 128.
  let [rest, bits, hex] = [0, -2, ""];
  for (let at = 0; at < TEXT_LENGTH; at++) {
    const digit = ALPHABET.indexOf(body.charAt(at));
    if (digit < 0 || (at === 0 && digit > 7)) return undefined;
    rest = (rest << 5) | digit;
    for (bits += 5; bits >= 4; rest &= (1 << bits) - 1) {
      bits -= 4;
      hex += (rest >> bits).toString(16);
      if (DASH_AFTER.has(hex.length)) hex += "-";
    }
  }
  return hex as Id<Prefix>;
}
/** Lengths of a UUID's text, dashes and all, that a dash follows. */
const DASH_AFTER: ReadonlySet<number> = new Set([8, 13, 18, 23]);

const idSchema = <Prefix extends string>(prefix: Prefix, noun: string) =>
  z.string().transform((text, issue): Id<Prefix> => {
    const id = parseId(prefix, text);
    if (id !== undefined) return id;
    issue.addIssue({
      code: "custom",
      message: `Not the id of a ${noun}: it starts with ${prefix}_`,
    });
    return z.NEVER;
  });

export const CustomerId = idSchema("cus", "customer");
export const FeatureId = idSchema("feat", "feature");
export const ProductId = idSchema("prod", "product");
export const PlanId = idSchema("plan", "plan");
export const PlanVersionId = idSchema("plv", "plan version");
export const ChargeId = idSchema("price", "price");
export const PlanGrantId = idSchema("pgr", "plan grant");
export const EntitlementId = idSchema("ent", "entitlement");
export const PackId = idSchema("pack", "pack");
export const WalletId = idSchema("wal", "wallet");
export const GrantId = idSchema("grt", "grant");
export const HoldId = idSchema("hld", "hold");
export const RefillId = idSchema("rfl", "refill");
export const TransactionId = idSchema("ltx", "transaction");
export const EventId = idSchema("evt", "event");
export const SubscriptionId = idSchema("sub", "subscription");
export const SubscriptionChangeId = idSchema("chg", "change");
export const PlanMigrationId = idSchema("mig", "migration");
export const RenewalMoveId = idSchema("rmv", "renewal move");
export const OverrideId = idSchema("ovr", "override");
export const InvoiceId = idSchema("inv", "invoice");
export const TestClockId = idSchema("clk", "test clock");
export const ApiKeyId = idSchema("key", "API key");
export const RequestLogId = idSchema("req", "request");
export const OrganizationId = idSchema("org", "organization");
export const StripeDeliveryId = idSchema("sdel", "delivery");
export const StripeSecretId = idSchema("ssec", "signing secret");
export const UserId = idSchema("usr", "user");
export const ExportId = idSchema("exp", "export");
