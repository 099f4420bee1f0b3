"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { type RefillView, StopRefillInput } from "@/lib/ledger/schema/refill";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";
import { CommandDialog } from "../../_components/command/command-dialog";
import { blankCommand, type CommandFields } from "../../_components/command/command-fields";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import { useCommandForm } from "../../_components/command/use-command-form";
import { previewStopRefillAction, stopRefillAction } from "../actions";
import { everyOf } from "./refill-words";

type Shared = {
  wallets: readonly WalletView[];
  customerName: string;
  zone: string;
};
type Fields = CommandFields & { reason: string };

const inputOf = ({ reason, reference }: Fields) => ({ reason, reference });

/** `?do=stop-refill&refill=rfl_…` */
export function RefillDeeds({
  refills,
  mayManage,
  ...shared
}: Shared & { refills: readonly RefillView[]; mayManage: boolean }) {
  const [asked, ask] = useQueryStates({ do: parseAsString, refill: parseAsString });
  const refill = refills.find(({ id }) => id === asked.refill);
  const wallet = shared.wallets.find(({ id }) => id === refill?.walletId);
  if (asked.do !== "stop-refill" || !refill || !wallet || !mayManage) return null;
  const close = () => void ask({ do: null, refill: null });
  return <StopRefillDialog key={refill.id} {...{ refill, wallet, ...shared }} onClose={close} />;
}

/** No further credits come of a refill. */
function StopRefillDialog({
  refill,
  wallet,
  customerName,
  zone,
  onClose,
}: Shared & { refill: RefillView; wallet: WalletView; onClose: () => void }) {
  const form = useCommandForm<Fields>(StopRefillInput, inputOf, { ...blankCommand(), reason: "" });
  const tell = useBookedToast(wallet.customerId);
  const of = refill.id;
  return (
    <CommandDialog
      words={{
        title: "Stop refill",
        about: `${customerName} · ${wallet.name} · ${refill.name}`,
        deed: () => `Stop ${refill.name}`,
        doing: "Stopping…",
        tone: "danger",
      }}
      pane={{ wallets: [wallet], zone, idle: "What changes at once." }}
      unit={wallet.creditUnit}
      onClose={onClose}
      form={form}
      name={`stop ${of}`}
      schema={StopRefillInput}
      inputOf={inputOf}
      preview={(command) => previewStopRefillAction({ of, command })}
      run={(command) => stopRefillAction({ of, command })}
      guard="none"
      onDone={(booked) => {
        onClose();
        tell(`${refill.name} is stopped`, booked);
      }}
    >
      <p className="text-sm">
        {formatCredits(refill.amount)} {wallet.creditUnit} come {everyOf(refill)}. Stopped, no more
        come; what was given lives to its end.
      </p>
      <ReasonField form={form} />
    </CommandDialog>
  );
}
