import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { Context } from "@/lib/context";
import { formatCredits } from "@/lib/money/format";
import { countAttention } from "@/lib/report/reads/attention";
import type { AttentionView } from "@/lib/report/schema/overview";

/** What each count is called, one and many, and where it can be seen. */
const WORDS: Record<keyof AttentionView, readonly [one: string, many: string, href: string]> = {
  ledgerDifferences: [
    "figure is not what the ledger’s entries say",
    "figures are not what the ledger’s entries say",
    "/ledger",
  ],
  lowBalances: ["customer runs low", "customers run low", "#low"],
  inOverage: ["customer is in overage", "customers are in overage", "#low"],
  unpaidInvoices: ["invoice is unpaid", "invoices are unpaid", "/invoices?view=open"],
  setApart: [
    "subscription could not be renewed",
    "subscriptions could not be renewed",
    "/subscriptions/set-apart",
  ],
  unmatchedEvents: [
    "event of the last 7 days matched nothing",
    "events of the last 7 days matched nothing",
    "/events?status=UNMATCHED&within=7d",
  ],
  refusedEvents: [
    "event of the last 7 days was refused",
    "events of the last 7 days were refused",
    "/events?status=REFUSED&within=7d",
  ],
};

/** Only what is not zero; with nothing to look at, nothing is shown. */
export async function Attention({ ctx }: { ctx: Context }) {
  const counts = await countAttention(ctx);
  const names = (Object.keys(WORDS) as (keyof AttentionView)[]).filter((name) => counts[name] > 0);
  if (names.length === 0) return null;
  return (
    <section
      aria-label="Needs attention"
      className="flex flex-wrap items-center gap-x-5 gap-y-1.5 rounded-lg border border-warning/25 bg-warning-soft px-4 py-2.5 text-sm"
    >
      <TriangleAlert aria-hidden className="size-4 text-warning" />
      <ul className="flex min-w-0 flex-1 flex-wrap gap-x-5 gap-y-1.5">
        {names.map((name) => (
          <li key={name}>
            <Count name={name} count={counts[name]} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Count({ name, count }: { name: keyof AttentionView; count: number }) {
  const [one, many, href] = WORDS[name];
  const words = (
    <>
      <span className="numerals font-semibold">{formatCredits(String(count))}</span>{" "}
      {count === 1 ? one : many}
    </>
  );
  return (
    <Link href={href} prefetch={false} className="underline-offset-2 hover:underline">
      {words}
    </Link>
  );
}
