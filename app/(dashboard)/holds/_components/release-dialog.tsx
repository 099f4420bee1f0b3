"use client";

import { ReleaseInput } from "@/lib/ledger/schema/commands";
import { formatCredits } from "@/lib/money/format";
import { CommandDialog } from "../../customers/[customerId]/_components/command/command-dialog";
import {
  blankCommand,
  type CommandFields,
} from "../../customers/[customerId]/_components/command/command-fields";
import { ReasonField } from "../../customers/[customerId]/_components/command/reason-field";
import { useBookedToast } from "../../customers/[customerId]/_components/command/use-booked-toast";
import { useCommandForm } from "../../customers/[customerId]/_components/command/use-command-form";
import { previewReleaseAction, releaseHoldAction } from "../actions";
import { HoldChange } from "./hold-change";
import type { HoldDialogProps } from "./hold-dialog";
import { purposeOf } from "./hold-words";

type Fields = CommandFields & { reason: string };

const inputOf = ({ reason, reference }: Fields) => ({ reference, reason: reason.trim() || null });

/** Gives all that is still held back to its grants. */
export function ReleaseDialog({ hold, zone, onClose }: HoldDialogProps) {
  const form = useCommandForm<Fields>(ReleaseInput, inputOf, { ...blankCommand(), reason: "" });
  const tell = useBookedToast(hold.customerId);
  const unit = hold.creditUnit;
  const of = hold.id;
  return (
    <CommandDialog
      words={{
        title: "Release hold",
        about: `${hold.customerName} · ${purposeOf(hold)}`,
        deed: () => `Release ${formatCredits(hold.held)} ${unit}`,
        doing: "Releasing…",
      }}
      pane={{
        wallets: [],
        zone,
        idle: "What is still held goes back to its grants.",
        also: (booked) => <HoldChange booked={booked} unit={unit} />,
      }}
      unit={unit}
      onClose={onClose}
      form={form}
      name={`release ${of}`}
      schema={ReleaseInput}
      inputOf={inputOf}
      preview={(command) => previewReleaseAction({ of, command })}
      run={(command) => releaseHoldAction({ of, command })}
      guard="none"
      onDone={(booked) => {
        onClose();
        tell(`Released ${formatCredits(hold.held)} ${unit} of ${hold.customerName}`, booked);
      }}
    >
      <p className="text-sm">
        {formatCredits(hold.held)} {unit} are still held and go back to their grants. What comes
        back to a grant that has ended lapses at once.
      </p>
      <ReasonField form={form} optional />
    </CommandDialog>
  );
}
