/** Where a page of members ended: by what they used, then by name. */
import { invalidField } from "@/lib/errors";
import { type Credits, creditsText, parseCredits } from "@/lib/money/credits";

type MemberCursor = { readonly used: Credits; readonly member: string };

export const memberCursorText = ({ used, member }: MemberCursor): string =>
  encodeURIComponent(JSON.stringify([creditsText(used), member]));

/** @throws DomainError `validation_error` if no list gave this text. */
export function readMemberCursor(text: string): MemberCursor {
  const [amount, member] = parsed(text);
  const used = typeof amount === "string" ? parseCredits(amount) : undefined;
  if (used === undefined || typeof member !== "string") {
    throw invalidField("cursor", "Not a cursor of this list");
  }
  return { used, member };
}

function parsed(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
