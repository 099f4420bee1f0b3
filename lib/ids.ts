/**
 * Ids are UUIDv7 inside and in rows, and prefixed text outside: `cus_01jd…`. A
 * schema here parses the outer form into the inner one; `idText` shows it.
 */
import { UUID, uuidv7 } from "uuidv7";
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
export type InvoiceId = Id<"inv">;
export type InvoiceLineId = Id<"line">;
export type PaymentId = Id<"pay">;
export type AuditId = Id<"aud">;
export type RequestLogId = Id<"req">;
export type OutboxId = Id<"out">;

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

/** The outer form of an id: `idText("cus", id)`. */
export function idText<Prefix extends string>(prefix: Prefix, id: Id<Prefix>): string {
  let rest = BigInt(`0x${id.replaceAll("-", "")}`);
  let text = "";
  for (let place = 0; place < TEXT_LENGTH; place++) {
    text = ALPHABET.charAt(Number(rest & 31n)) + text;
    rest >>= 5n;
  }
  return `${prefix}_${text}`;
}

/** @returns `undefined` unless `text` is an id with this prefix. */
export function parseId<Prefix extends string>(
  prefix: Prefix,
  text: string,
): Id<Prefix> | undefined {
  const body = text.startsWith(`${prefix}_`) ? text.slice(prefix.length + 1) : "";
  if (body.length !== TEXT_LENGTH) return undefined;
  let value = 0n;
  for (const letter of body) {
    const digit = ALPHABET.indexOf(letter);
    if (digit < 0) return undefined;
    value = value * 32n + BigInt(digit);
  }
  if (value >> 128n) return undefined;
  return UUID.parse(value.toString(16).padStart(32, "0")).toString() as Id<Prefix>;
}

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
export const InvoiceId = idSchema("inv", "invoice");
export const TestClockId = idSchema("clk", "test clock");
export const ApiKeyId = idSchema("key", "API key");
export const RequestLogId = idSchema("req", "request");
export const UserId = idSchema("usr", "user");
