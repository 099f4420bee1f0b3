import type { ComponentProps } from "react";
import { Credits } from "@/components/domain/amounts";
import { Preview, PreviewLine } from "@/components/domain/preview";
import { ProblemAlert } from "@/components/domain/problem-alert";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import type { DebitOutlookView } from "@/lib/report/schema/debit-outlook";
import type { ActionResult } from "@/lib/transport/result";
import { DebitPreview } from "./debit-preview";
import { Shortage } from "./shortage";

/** The right half of the debit dialog: before an amount is there, what there is to take from. */
export function DebitPane({
  answer,
  pending,
  wallet,
  zone,
  changed,
  packs,
  onTopUp,
}: {
  answer: ActionResult<DebitOutlookView> | undefined;
  wallet: WalletView | undefined;
} & Pick<ComponentProps<typeof DebitPreview>, "pending" | "zone" | "changed"> &
  Pick<ComponentProps<typeof Shortage>, "packs" | "onTopUp">) {
  const unit = wallet?.creditUnit ?? "credits";
  if (answer && !answer.ok) return <ProblemAlert problem={answer.problem} />;
  if (!answer) {
    return (
      <Preview pending={pending} className="max-md:min-h-72">
        <PreviewLine label="Available now">
          <Credits amount={wallet?.figures.available ?? "0"} unit={unit} />
        </PreviewLine>
        <p className="text-muted text-sm">
          Type an amount to see which grants pay, in which order, and what is left.
        </p>
      </Preview>
    );
  }
  const { refusal } = answer.value.preview;
  return (
    <div className="grid gap-3">
      {refusal && <Shortage refusal={refusal} unit={unit} packs={packs} onTopUp={onTopUp} />}
      <DebitPreview
        outlook={answer.value}
        pending={pending}
        unit={unit}
        zone={zone}
        changed={changed}
      />
    </div>
  );
}
