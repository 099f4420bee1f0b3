import { formatCredits, formatMoney } from "@/lib/money/format";
import type { StartPreview } from "@/lib/subscription/schema";

/** What the button does, in money and credits: `Invoice $149.00 and grant 2,000 credits`. */
export function startDeed({ booked, currency }: StartPreview): string {
  if (booked.isScheduled) return "Schedule the start: nothing is charged now";
  const credits = booked.credits
    .filter(({ amount }) => /[1-9]/.test(amount))
    .map(({ amount, creditUnit }) => `${formatCredits(amount)} ${creditUnit}`);
  const money = /[1-9]/.test(booked.total) && `Invoice ${formatMoney(booked.total, currency)}`;
  const grant = credits.length > 0 && `grant ${credits.join(" and ")}`;
  if (money && grant) return `${money} and ${grant}`;
  if (grant) return `Start and ${grant}`;
  return money || "Start without a charge";
}
