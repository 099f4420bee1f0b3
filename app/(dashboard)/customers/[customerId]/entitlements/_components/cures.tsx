import Link from "next/link";
import { formatCredits, formatMoney } from "@/lib/money/format";
import type { CheckView } from "@/lib/usage/schema/access";

type Cure = CheckView["cures"][number];

/** What would make a refused use possible. */
export function Cures({ answer, customerId }: { answer: CheckView; customerId: string }) {
  if (answer.cures.length === 0) return null;
  const unit = answer.creditUnit ?? "credits";
  return (
    <div className="grid gap-1 text-sm">
      <h3 className="font-medium">What would help</h3>
      <ul className="grid list-disc gap-1 pl-5">
        {answer.cures.map((cure) => (
          <li key={cure.kind}>
            <CureLine cure={cure} unit={unit} customerId={customerId} scope={answer.limit?.scope} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function CureLine({
  cure,
  unit,
  customerId,
  scope,
}: {
  cure: Cure;
  unit: string;
  customerId: string;
  scope: "feature" | "member" | undefined;
}) {
  switch (cure.kind) {
    case "top_up":
      return (
        <To href={`/customers/${customerId}?do=top-up`}>
          Top up {formatCredits(cure.credits)} {unit}
        </To>
      );
    case "pack":
      return (
        <>
          Buy {cure.name}: {formatCredits(cure.credits)} {unit} for{" "}
          {formatMoney(cure.price, cure.currency)}
        </>
      );
    case "upgrade":
      return <To href={`/plans/${cure.plan_id}`}>Change to {cure.name}</To>;
    case "raise_limit":
      return scope === "member" ? (
        <To href={`/customers/${customerId}/members`}>Raise the member’s limit</To>
      ) : (
        "Raise the limit: in the plan, or by a plan that allows more"
      );
  }
}

const To = ({ href, children }: { href: string; children: React.ReactNode }) => (
  <Link href={href} prefetch={false} className="underline underline-offset-2">
    {children}
  </Link>
);
