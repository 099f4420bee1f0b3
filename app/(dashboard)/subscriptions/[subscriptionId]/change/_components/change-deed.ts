import { formatCredits, formatMoney } from "@/lib/money/format";
import type { ChangeView } from "@/lib/subscription/schema/change";

const isSome = (amount: string) => /[1-9]/.test(amount);

/** What the button does, in money and credits: `Charge $725.50 and grant 50,000 credits`. */
export function changeDeed({ status, outcome, dueAt }: ChangeView, zone: string): string {
  const { total, currency, issued } = outcome;
  const credits = issued.map(
    ({ credits: amount, creditUnit }) => `${formatCredits(amount)} ${creditUnit}`,
  );
  const money = isSome(total) && `charge ${formatMoney(total, currency)}`;
  const grant = credits.length > 0 && `grant ${credits.join(" and ")}`;
  const deed = [money, grant].filter(Boolean).join(" and ") || "change without a charge";
  if (status !== "SCHEDULED") return `${deed.charAt(0).toUpperCase()}${deed.slice(1)}`;
  const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: zone });
  return `On ${day.format(new Date(dueAt))}: ${deed}`;
}
