"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { FormProvider, useForm, useWatch } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { newReference } from "@/components/form/reference";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Tabs } from "@/components/ui/tabs";
import type { WalletView } from "@/lib/ledger/schema/wallet";
import { formatCredits } from "@/lib/money/format";
import type { Problem } from "@/lib/transport/result";
import { topUpWalletAction } from "../actions";
import type { CreditSubject } from "./subject";
import { BoughtFields, FreeFields, PackFields } from "./top-up-amounts";
import { type Kind, TopUpForm, type TopUpFormFields, topUpOf } from "./top-up-fields";
import { TopUpPreview } from "./top-up-preview";
import { TopUpTerms } from "./top-up-terms";
import { useTopUpPreview } from "./use-top-up-preview";
import { WalletField } from "./wallet-field";

/** What the server answered to a top-up. */
export type ToppedUp = Extract<
  Awaited<ReturnType<typeof topUpWalletAction>>,
  { ok: true }
>["value"];

export function TopUpFormFieldsets({
  subject,
  credits,
  packId,
  onDone,
}: {
  subject: CreditSubject;
  /** What was short elsewhere. */
  credits: string;
  /** A pack that was chosen elsewhere. */
  packId: string | null;
  onDone: (done: ToppedUp) => void;
}) {
  const form = useForm<TopUpFormFields>({
    resolver: zodResolver(TopUpForm, undefined, { raw: true }),
    defaultValues: blank(subject, { credits, packId }),
  });
  const fields = useWatch({ control: form.control, compute: (all: TopUpFormFields) => all });
  const { answer, isPending, refetch } = useTopUpPreview(fields);
  const preview = answer?.ok ? answer.value : undefined;
  const wallet = subject.wallets.find(({ id }) => id === fields.walletId);
  if (!wallet) throw new RangeError("a top-up has a wallet");

  const refuse = async (problem: Problem) => {
    applyProblem(form, problem, { prefix: "topUp." });
    if (problem.code === "stale_preview") await refetch();
  };

  const submit = form.handleSubmit(async (all) => {
    if (isPending || !preview) return;
    const topUp = { ...topUpOf(all), fingerprint: preview.fingerprint };
    const result = await topUpWalletAction({ walletId: all.walletId, topUp });
    if (!result.ok) return refuse(result.problem);
    onDone(result.value);
  });

  return (
    <FormProvider {...form}>
      <Form form={form} onSubmit={submit} aria-label="Top up">
        <div className="grid grid-cols-1 items-start gap-x-6 gap-y-4 md:grid-cols-[minmax(0,20rem)_minmax(0,1fr)]">
          <div className="grid gap-4">
            <WalletField wallets={subject.wallets} {...form.register("walletId")} />
            <Tabs
              label="Kind of top-up"
              value={fields.kind}
              onValueChange={(kind) => form.setValue("kind", kind as Kind)}
              panels={panelsFor(wallet, subject)}
            />
            <TopUpTerms />
          </div>
          <TopUpPreview
            answer={answer}
            pending={isPending}
            wallet={wallet}
            days={fields.term === "day" ? "" : fields.term}
            isPack={fields.kind === "pack"}
            zone={subject.zone}
          />
        </div>
        <DialogFooter>
          <SubmitButton
            disabled={isPending}
            pending={form.formState.isSubmitting}
            pendingLabel="Adding…"
          >
            {preview && !isPending
              ? `${preview.lines.length > 0 ? "Sell" : "Give"} ${formatCredits(preview.credits)} ${wallet.creditUnit}`
              : "Top up"}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </FormProvider>
  );
}

function panelsFor(wallet: WalletView, { packs }: CreditSubject) {
  const sold = packs.filter(({ creditUnit }) => creditUnit === wallet.creditUnit);
  const panel = (id: Kind, label: string, content: React.ReactNode) => ({
    id,
    label,
    content: <div className="grid gap-4">{content}</div>,
  });
  return [
    panel("free", "Free", <FreeFields wallet={wallet} />),
    panel("bought", "Bought", <BoughtFields wallet={wallet} />),
    ...(sold.length > 0 ? [panel("pack", "Pack", <PackFields packs={sold} />)] : []),
  ];
}

type Asked = { readonly credits: string; readonly packId: string | null };

function blank(
  { wallets, packs, zone }: CreditSubject,
  { credits, packId }: Asked,
): TopUpFormFields {
  const [wallet] = wallets;
  const sold = packs.filter(({ creditUnit }) => creditUnit === wallet?.creditUnit);
  const chosen = sold.find(({ id }) => id === packId);
  const pack = chosen ?? sold[0];
  return {
    ...{ walletId: wallet?.id ?? "", kind: chosen ? "pack" : "free", by: "credits", credits },
    ...{ money: "", packId: pack?.id ?? "", quantity: String(pack?.minQuantity ?? 1) },
    ...{ availability: "on_payment", term: "", day: "", zone, priority: "", name: "", reason: "" },
    // Names the top-up meant, so that a double click or a retry adds once.
    reference: newReference(),
  };
}
