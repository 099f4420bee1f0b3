"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { Dialog } from "@/components/ui/dialog";
import type { BookedView } from "@/lib/ledger/schema";
import { formatCredits } from "@/lib/money/format";
import { DebitFields } from "./debit-form";
import { NewWalletForm } from "./new-wallet-form";
import type { CreditSubject } from "./subject";
import { TopUpDone } from "./top-up-done";
import { type ToppedUp, TopUpFormFieldsets } from "./top-up-form";

export type CreditDialog = "debit" | "top-up" | "wallet" | null;

type Shared = {
  readonly subject: CreditSubject;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
};

/** Takes credits by hand; says what was done, with the ways to see it and to take it back. */
export function DebitDialog({
  subject,
  open,
  onOpenChange,
  onTopUp,
  mayReverse,
}: Shared & { onTopUp: ((credits: string) => void) | undefined; mayReverse: boolean }) {
  const router = useRouter();
  const ledger = `/customers/${subject.id}/ledger`;

  const tell = ({ transactionId, amount }: BookedView) => {
    onOpenChange(false);
    const go = (where: string) => ({ onClick: () => router.push(`${ledger}?${where}`) });
    toast.success(`Debited ${formatCredits(amount)} credits from ${subject.name}`, {
      duration: 10_000,
      action: { label: "View entry", ...go(`row=${transactionId}`) },
      ...(mayReverse && { cancel: { label: "Reverse…", ...go(`reverse=${transactionId}`) } }),
    });
  };

  return (
    <Dialog
      width="lg"
      open={open}
      onOpenChange={onOpenChange}
      title="Debit credits"
      description={subject.name}
    >
      <DebitFields subject={subject} onDone={tell} onTopUp={onTopUp} />
    </Dialog>
  );
}

/** Adds credits; what waits for a payment is said in the dialog itself, with its invoice. */
export function TopUpDialog({
  subject,
  open,
  onOpenChange,
  credits,
  packId,
}: Shared & { credits: string; packId: string | null }) {
  const router = useRouter();
  const [waiting, setWaiting] = useState<ToppedUp>();

  const change = (next: boolean) => {
    setWaiting(undefined);
    onOpenChange(next);
  };
  const tell = (done: ToppedUp) => {
    if (done.isPending) return setWaiting(done);
    change(false);
    const entry = `/customers/${subject.id}/ledger?row=${done.transactionId}`;
    toast.success(`Added ${formatCredits(done.credits)} credits to ${subject.name}`, {
      action: { label: "View entry", onClick: () => router.push(entry) },
    });
  };

  return (
    <Dialog
      width={waiting ? "sm" : "lg"}
      open={open}
      onOpenChange={change}
      title={waiting ? "Credits sold" : "Top up"}
      description={subject.name}
    >
      {waiting ? (
        <TopUpDone done={waiting} unit={subject.wallets[0]?.creditUnit ?? "credits"} />
      ) : (
        <TopUpFormFieldsets subject={subject} credits={credits} packId={packId} onDone={tell} />
      )}
    </Dialog>
  );
}

export function NewWalletDialog({
  subject,
  open,
  onOpenChange,
  currency,
  unit,
}: Shared & { currency: string; unit: string }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New wallet"
      description={`Credits of ${subject.name} stand in it.`}
    >
      <NewWalletForm
        customerId={subject.id}
        currency={currency}
        unit={unit}
        onDone={() => onOpenChange(false)}
      />
    </Dialog>
  );
}
