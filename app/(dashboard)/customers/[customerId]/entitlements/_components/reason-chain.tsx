import { CircleCheck, CircleX } from "lucide-react";
import Link from "next/link";
import type { CheckReason, CheckView } from "@/lib/usage/schema/access";

const STEPS: Readonly<Record<CheckReason["step"], string>> = {
  customer: "Customer",
  subscription: "Subscription",
  access: "Access",
  charge_once: "Charged once",
  included: "Included",
  ceiling: "Limit",
  price: "Price",
  member_limit: "Member’s limit",
  overage_limit: "Overage limit",
  balance: "Balance",
  invoice: "Invoice",
  draw: "Would draw",
};

/** Each step of the decision in its order; the one that refuses is the last. */
export function ReasonChain({
  answer,
  customerId,
  walletNames,
}: {
  answer: CheckView;
  customerId: string;
  walletNames: ReadonlyMap<string, string>;
}) {
  const hrefOf = linker(answer, customerId);
  return (
    <ol aria-label="Reasons" className="grid text-sm">
      {answer.reasons.map((reason) => {
        const { step, ok, text, subjectId } = reason;
        const Mark = ok ? CircleCheck : CircleX;
        const wallet = step === "balance" && subjectId && walletNames.get(subjectId);
        const href = subjectId && hrefOf(subjectId);
        const words = `${wallet ? `${wallet}: ` : ""}${text}`;
        return (
          <li
            key={`${step} ${subjectId}`}
            className="grid grid-cols-[1.25rem_8.5rem_minmax(0,1fr)] items-baseline gap-x-2 border-t py-2 first:border-t-0 max-sm:grid-cols-[1.25rem_minmax(0,1fr)]"
          >
            <Mark
              aria-label={ok ? "passed" : "refused"}
              role="img"
              className={`size-4 self-center ${ok ? "text-success" : "text-danger"}`}
            />
            <span className="text-muted">{STEPS[step]}</span>
            <span className="break-words max-sm:col-start-2">
              {href ? (
                <Link href={href} prefetch={false} className="underline underline-offset-2">
                  {words}
                </Link>
              ) : (
                words
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Where the thing is shown that a step speaks of. */
function linker({ wouldDraw }: CheckView, customerId: string) {
  const walletOf = new Map(wouldDraw.map(({ grantId, walletId }) => [grantId, walletId]));
  const wallet = (id: string) => `/customers/${customerId}/wallets/${id}`;
  return (id: string): string | null => {
    if (id.startsWith("sub_")) return `/subscriptions/${id}`;
    if (id.startsWith("plan_")) return `/plans/${id}`;
    if (id.startsWith("wal_")) return wallet(id);
    const home = walletOf.get(id);
    return home ? `${wallet(home)}?grant=${id}` : null;
  };
}
