import { formatDay } from "@/components/domain/instant-format";
import { formatCredits, formatMoney } from "@/lib/money/format";
import { moneyText, NO_MONEY, parseMoney, sumMoney } from "@/lib/money/money";
import type { ChangeOutcome, ChangeView } from "@/lib/subscription/schema/change";

const isSome = (amount: string) => /[1-9]/.test(amount);

/**
 * What the button does, in money and credits: `Charge $725.50 and grant 50,000 credits`, or
 * `Charge $725.50; 50,000 credits come with the payment`; of one to come `On 2 Dec 2026: …`.
 */
export function changeDeed({ status, outcome, dueAt }: ChangeView, zone: string): string {
  const { currency, issued, awaitsPayment } = outcome;
  const total = askedIn(outcome);
  const credits = issued.map(
    ({ credits: amount, creditUnit }) => `${formatCredits(amount)} ${creditUnit}`,
  );
  const money = isSome(total) && `charge ${formatMoney(total, currency)}`;
  const grant = credits.length > 0 && !awaitsPayment && `grant ${credits.join(" and ")}`;
  const later = awaitsPayment ? `; ${credits.join(" and ")} come with the payment` : "";
  const now = [money, grant].filter(Boolean).join(" and ") || "change without a charge";
  const deed = `${now}${credits.length > 0 ? later : ""}`;
  if (status !== "SCHEDULED") return `${deed.charAt(0).toUpperCase()}${deed.slice(1)}`;
  return `On ${formatDay(dueAt, zone)}: ${deed}`;
}

/** By the invoice of the change and the old plan's last one together. */
const askedIn = ({ total, closing }: ChangeOutcome): string =>
  moneyText(sumMoney([total, closing?.total ?? "0"].map((text) => parseMoney(text) ?? NO_MONEY)));
