"use client";

import type { ReactNode } from "react";
import { Credits } from "@/components/domain/amounts";
import { PreviewLine } from "@/components/domain/preview";
import type { BookedView } from "@/lib/ledger/schema";
import { WalletStateInput } from "@/lib/ledger/schema/commands";
import { CommandDialog } from "../../_components/command/command-dialog";
import { blankCommand, type CommandFields } from "../../_components/command/command-fields";
import { ReasonField } from "../../_components/command/reason-field";
import { useBookedToast } from "../../_components/command/use-booked-toast";
import type { Guard } from "../../_components/command/use-command";
import { useCommandForm } from "../../_components/command/use-command-form";
import {
  closeWalletAction,
  freezeWalletAction,
  previewCloseAction,
  previewFreezeAction,
  previewUnfreezeAction,
  unfreezeWalletAction,
} from "../actions";
import { aboutWallet, type WalletDialogProps } from "./wallet-dialog";

type Fields = CommandFields & { reason: string };
const inputOf = ({ reason, reference }: Fields) => ({ reason, reference });

type State = {
  readonly title: string;
  readonly deed: string;
  readonly doing: string;
  readonly done: string;
  readonly says: ReactNode;
  readonly guard: Guard;
  readonly preview: typeof previewFreezeAction;
  readonly run: typeof freezeWalletAction;
  readonly also?: (booked: BookedView) => ReactNode;
};

/** A change of the wallet as a whole: only why is asked, and what follows is shown. */
function StateDialog({ state, ...props }: WalletDialogProps & { state: State }) {
  const { wallet, zone, onClose } = props;
  const form = useCommandForm<Fields>(WalletStateInput, inputOf, { ...blankCommand(), reason: "" });
  const tell = useBookedToast(wallet.customerId);
  const { title, deed, doing, done, says, guard, also } = state;
  const of = wallet.id;
  return (
    <CommandDialog
      words={{
        title,
        about: aboutWallet(props),
        deed: () => deed,
        doing,
        ...(typeof guard === "object" && { tone: "danger" }),
      }}
      pane={{ wallets: [wallet], zone, idle: says, ...(also && { also }) }}
      unit={wallet.creditUnit}
      onClose={onClose}
      form={form}
      name={`${title} ${of}`}
      schema={WalletStateInput}
      inputOf={inputOf}
      preview={(command) => state.preview({ of, command })}
      run={(command) => state.run({ of, command })}
      guard={guard}
      onDone={(booked) => {
        onClose();
        tell(done, booked);
      }}
    >
      <p className="text-sm">{says}</p>
      <ReasonField form={form} />
    </CommandDialog>
  );
}

export const FreezeDialog = (props: WalletDialogProps) => (
  <StateDialog
    {...props}
    state={{
      title: "Freeze wallet",
      deed: `Freeze ${props.wallet.name}`,
      doing: "Freezing…",
      done: `Froze ${props.wallet.name}`,
      says: "Nothing leaves a frozen wallet: use, debits, holds and transfers are refused. It still receives credits, and they still expire.",
      guard: "none",
      preview: previewFreezeAction,
      run: freezeWalletAction,
    }}
  />
);

export const UnfreezeDialog = (props: WalletDialogProps) => (
  <StateDialog
    {...props}
    state={{
      title: "Unfreeze wallet",
      deed: `Unfreeze ${props.wallet.name}`,
      doing: "Unfreezing…",
      done: `${props.wallet.name} is active again`,
      says: "Credits can leave the wallet again, at once.",
      guard: "none",
      preview: previewUnfreezeAction,
      run: unfreezeWalletAction,
    }}
  />
);

/** Ends a wallet for good: what it has is voided, and its holds end. */
export function CloseDialog(props: WalletDialogProps) {
  const { wallet } = props;
  return (
    <StateDialog
      {...props}
      state={{
        title: "Close wallet",
        deed: `Close ${wallet.name}`,
        doing: "Closing…",
        done: `Closed ${wallet.name}`,
        says: "A closed wallet stays closed. Its open holds end, what is left of its grants is voided, and nothing moves in it again.",
        guard: { name: wallet.name },
        preview: previewCloseAction,
        run: closeWalletAction,
        also: (booked) => <EndedHolds booked={booked} unit={wallet.creditUnit} />,
      }}
    />
  );
}

function EndedHolds({ booked: { changes }, unit }: { booked: BookedView; unit: string }) {
  return (changes?.holds ?? []).map(({ holdId, heldBefore }) => (
    <PreviewLine key={holdId} label="A hold ends" note={holdId}>
      <Credits amount={heldBefore} unit={unit} />
    </PreviewLine>
  ));
}
