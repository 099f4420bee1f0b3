"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { Credits } from "@/components/domain/amounts";
import { IdChip } from "@/components/domain/id-chip";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Facts } from "@/components/ui/card";
import { DialogFooter } from "@/components/ui/dialog";
import { Sheet } from "@/components/ui/sheet";
import { REASON_NAMES } from "@/lib/ledger/schema/reason-names";
import type { TransactionView } from "@/lib/ledger/schema/transaction";
import { describeTransaction } from "@/lib/ledger/schema/transaction-words";
import { isSome } from "@/lib/report/schema/standing";
import { EntryList } from "./entry-list";
import { KindBadge } from "./kind-badge";

/** One transaction whole: who did it and why, which grants it touched, and what stood after it. */
export function TransactionSheet({
  transaction,
  zone,
  onClose,
  onReverse,
}: {
  transaction: TransactionView | undefined;
  zone: string;
  onClose: () => void;
  /** Absent: the person may not. */
  onReverse: ((id: string) => void) | undefined;
}) {
  return (
    <Sheet
      open={transaction !== undefined}
      onOpenChange={(open) => !open && onClose()}
      title={transaction ? describeTransaction(transaction) : "Entry"}
      description={transaction?.customerName}
    >
      {transaction && (
        <div className="grid gap-5">
          <div className="flex flex-wrap items-center gap-2">
            <Credits
              amount={transaction.change}
              signed
              className="mr-1 font-semibold text-xl [&>span]:text-sm"
            />
            <KindBadge kind={transaction.kind} />
            {isSome(transaction.reversed) && <ReversedMark isWhole={!transaction.canReverse} />}
          </div>
          <Facts items={factsOf(transaction, zone)} />
          <EntryList transaction={transaction} zone={zone} />
          <WalletsAfter transaction={transaction} />
          {onReverse && transaction.canReverse && (
            <DialogFooter leave={null}>
              <Button onClick={() => onReverse(transaction.id)}>Reverse…</Button>
            </DialogFooter>
          )}
        </div>
      )}
    </Sheet>
  );
}

const ReversedMark = ({ isWhole }: { isWhole: boolean }) =>
  isWhole ? <Status value="reversed" /> : <Badge tone="neutral">reversed in part</Badge>;

type Fact = readonly [string, ReactNode];

function factsOf(transaction: TransactionView, zone: string): readonly Fact[] {
  const { actor, reason, reasonCode, featureName, member, groupId, reversed, cause } = transaction;
  const facts: readonly (Fact | false)[] = [
    ["When", <Instant key="at" at={transaction.effectiveAt} show="exact" zone={zone} />],
    transaction.recordedAt !== transaction.effectiveAt && [
      "Written",
      <Instant key="written" at={transaction.recordedAt} show="exact" zone={zone} />,
    ],
    ["By", `${actor.name}${actor.kind === "api_key" ? " (API key)" : ""}`],
    reasonCode !== null && [
      "Kind of reason",
      REASON_NAMES[reasonCode as keyof typeof REASON_NAMES] ?? reasonCode,
    ],
    reason !== null && ["Reason", reason],
    featureName !== null && ["Feature", featureName],
    member !== null && ["Member", member],
    groupId !== null && ["Group", groupId],
    isSome(reversed) && ["Given back", <Credits key="back" amount={reversed} />],
    transaction.reversesId !== null && [
      "Reverses",
      <EntryLink key="reverses" transactionId={transaction.reversesId} />,
    ],
    cause?.kind === "invoice" && [
      "Invoice",
      <IdChip key="cause" id={cause.id} name="invoice id" />,
    ],
    ...Object.entries(transaction.metadata),
    ["Reference", <IdChip key="reference" id={transaction.reference} name="reference" />],
    ["Id", <IdChip key="id" id={transaction.id} />],
  ];
  return facts.filter((fact) => fact !== false);
}

function EntryLink({ transactionId }: { transactionId: string }) {
  return (
    <Link
      href={`${usePathname()}?row=${transactionId}`}
      prefetch={false}
      className="underline underline-offset-2"
    >
      this entry
    </Link>
  );
}

function WalletsAfter({ transaction }: { transaction: TransactionView }) {
  const several = transaction.wallets.length > 1;
  return transaction.wallets.map(({ walletId, walletName, figures }) => (
    <section key={walletId} aria-label={`After it: ${walletName}`} className="border-t pt-4">
      <h3 className="mb-2 font-medium text-sm">
        {several ? `After it, in ${walletName}` : "After it"}
      </h3>
      <Facts
        items={[
          ["Available", <Credits key="a" amount={figures.available} unit={null} />],
          ["Balance", <Credits key="b" amount={figures.balance} unit={null} />],
          ...(["held", "pending", "overage"] as const)
            .filter((name) => isSome(figures[name]))
            .map(
              (name) =>
                [
                  name.charAt(0).toUpperCase() + name.slice(1),
                  <Credits key={name} amount={figures[name]} unit={null} />,
                ] as const,
            ),
        ]}
      />
    </section>
  ));
}
