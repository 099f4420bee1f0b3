import { formatCredits, formatMoney } from "@/lib/money/format";
import type { StartPreview } from "@/lib/subscription/schema";

/** What the button does, in money and credits: `Invoice $149.00 and grant 2,000 credits`. */
export function startDeed({ booked, currency }: StartPreview): string {
  if (booked.isScheduled) return "Schedule the start: nothing is charged now";
  const credits = creditsIn(booked.credits);
  const pending = creditsIn(booked.pending);
  const money = /[1-9]/.test(booked.total) && `Invoice ${formatMoney(booked.total, currency)}`;
  const grant = credits.length > 0 && `grant ${credits.join(" and ")}`;
  if (money && pending.length > 0) {
    const now = grant ? `, ${grant}` : "";
    return `${money}${now}; ${pending.join(" and ")} come with the payment`;
  }
  if (money && grant) return `${money} and ${grant}`;
  if (grant) return `Start and ${grant}`;
  return money || "Start without a charge";
}

const creditsIn = (given: StartPreview["booked"]["credits"]): readonly string[] =>
  given
    .filter(({ amount }) => /[1-9]/.test(amount))
    .map(({ amount, creditUnit }) => `${formatCredits(amount)} ${creditUnit}`);
