/** Names what a command asks and what an outcome says, so that two of them can be compared. */
import { hash } from "node:crypto";
import { instantText } from "@/lib/db/columns";
import { creditsText } from "@/lib/money/credits";
import type { Answer } from "./rules/apply";
import type { Command, DebitPart } from "./rules/command";

const HASH_LENGTH = 64;

/**
 * SHA-256 of what was asked, in hex: a repeat under the same reference must be the same
 * request. Twice over: word by word, and with the request's own "now" said as such, because a
 * term that begins "now" begins later in an honest repeat. The time of a use that is no event
 * counts in neither, nor does what its asker may not: a person given another role asks the same.
 */
export function contentHash(command: Command, now: Date): string {
  const { reference: _, fingerprint: __, content, ...asked } = command;
  if (content !== undefined) return sha256(content).repeat(2);
  const literal = JSON.stringify(asked, canonical);
  const literally = sha256(literal);
  const relative = literal.replaceAll(`"${instantText(now)}"`, '"now"');
  return literally + (relative === literal ? literally : sha256(relative));
}

/** Whether two requests ask the same, in either sense of `contentHash`. */
export const isSameContent = (a: string, b: string) =>
  a.slice(0, HASH_LENGTH) === b.slice(0, HASH_LENGTH) ||
  a.slice(HASH_LENGTH) === b.slice(HASH_LENGTH);

function canonical(key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "function") return "priced";
  if (key === "forbidsOverage") return undefined;
  if (key === "parts") return (value as readonly DebitPart[]).map(askedPart);
  return value;
}

const askedPart = ({ eventId, at, amount }: DebitPart) =>
  eventId === null ? [amount] : [eventId, at, amount];

/** Names an outcome by all that a person was shown of it: equal books, equal fingerprints. */
export function fingerprintOf({ amount, parts, draws, figures, lapsed, invoiced }: Answer): string {
  const words: string[] = [amount, lapsed, invoiced].map(creditsText);
  for (const { drawn, overage, dropped, status } of parts) {
    words.push(`${drawn}/${overage}/${dropped}/${status}`);
  }
  for (const draw of draws) words.push(`${draw.grantId}/${draw.amount}`);
  const ordered = [...figures].sort((a, b) => (a.walletId < b.walletId ? -1 : 1));
  for (const { walletId, available, held, pending, overage } of ordered) {
    words.push(`${walletId}/${available}/${held}/${pending}/${overage}`);
  }
  return sha256(words.join("|")).slice(0, 32);
}

/** Of the two sides of a transfer. */
export const fingerprintOfBoth = (
  a: { readonly fingerprint: string },
  b: { readonly fingerprint: string },
): string => sha256(`${a.fingerprint}|${b.fingerprint}`).slice(0, 32);

const sha256 = (text: string) => hash("sha256", text);
