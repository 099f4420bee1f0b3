/** Where a page of members ended: by what they used, then by name. */
import { notOfThisList, pairText, readPair } from "@/lib/customer/rules/cursor";
import { type Credits, creditsText, parseCredits } from "@/lib/money/credits";

type MemberCursor = { readonly used: Credits; readonly member: string };

export const memberCursorText = ({ used, member }: MemberCursor): string =>
  pairText([creditsText(used), member]);

/** @throws DomainError `validation_error` if no list gave this text. */
export function readMemberCursor(text: string): MemberCursor {
  const [amount, member] = readPair(text);
  const used = parseCredits(amount);
  if (used === undefined) throw notOfThisList();
  return { used, member };
}
