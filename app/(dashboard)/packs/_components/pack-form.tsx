"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Money } from "@/components/domain/amounts";
import { AmountInput } from "@/components/form/amount-input";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { DialogClose, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { type PackFields, PackInput, type PackView } from "@/lib/catalog/schema/pack";
import { decimalText, ONE, parseDecimal, timesOverHalfUp } from "@/lib/money/decimal";
import { savePackAction } from "../actions";
import { ArchivePackButton, RestorePackButton } from "./pack-archive";

export type PackDefaults = { readonly currency: string; readonly creditUnit: string };

export function PackForm({
  pack,
  defaults,
  onDone,
}: {
  pack: PackView | null;
  defaults: PackDefaults;
  onDone: () => void;
}) {
  const form = useForm({
    resolver: zodResolver(PackInput, undefined, { raw: true }),
    defaultValues: fieldsOf(pack, defaults),
  });
  const { errors, isSubmitting } = form.formState;
  const [credits, price, currency] = form.watch(["credits", "price", "currency"]);
  const isArchived = pack?.status === "ARCHIVED";

  const submit = form.handleSubmit(async (fields: PackFields) => {
    const result = await savePackAction({ packId: pack?.id ?? null, pack: fields });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "pack." });
    toast.success(`Saved ${result.value.name}`);
    onDone();
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Pack">
      {isArchived && (
        <Notice tone="warning" title="Archived: it is not for sale.">
          <RestorePackButton packId={pack.id} onDone={onDone} />
        </Notice>
      )}
      <fieldset disabled={isArchived} className="grid gap-4">
        <Field label="Name" hint="As customers read it" error={errors.name?.message}>
          <Input autoComplete="off" placeholder="Starter" {...form.register("name")} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Credits" error={errors.credits?.message}>
            <AmountInput
              unit={pack?.creditUnit ?? defaults.creditUnit}
              {...form.register("credits")}
            />
          </Field>
          <Field label="Price" error={errors.price?.message}>
            <AmountInput unit={currency ?? defaults.currency} {...form.register("price")} />
          </Field>
          <Field label="Currency" error={errors.currency?.message}>
            <Input
              autoComplete="off"
              maxLength={3}
              className="uppercase"
              {...form.register("currency")}
            />
          </Field>
          <Field
            label="Credits last"
            optional
            hint="Days from payment; empty is for good"
            error={errors.expiresAfterDays?.message}
          >
            <Input
              inputMode="numeric"
              autoComplete="off"
              className="numerals"
              {...form.register("expiresAfterDays", { setValueAs: asDays })}
            />
          </Field>
        </div>
        <UnitPrice credits={credits} price={price} currency={currency ?? defaults.currency} />
      </fieldset>
      <DialogFooter>
        {pack && !isArchived && <ArchivePackButton packId={pack.id} onDone={onDone} />}
        <DialogClose asChild>
          <Button>{isArchived ? "Close" : "Cancel"}</Button>
        </DialogClose>
        {!isArchived && (
          <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
            {pack ? "Save changes" : "Create pack"}
          </SubmitButton>
        )}
      </DialogFooter>
    </Form>
  );
}

/** What one credit of the pack costs, as the figures stand. */
function UnitPrice({
  credits,
  price,
  currency,
}: {
  credits: string;
  price: string;
  currency: string;
}) {
  const [count, money] = [parseDecimal(credits.trim()), parseDecimal(price.trim())];
  const isKnown = count !== undefined && count > 0n && money !== undefined;
  return (
    <p className="text-muted text-sm">
      One credit costs{" "}
      {isKnown && /^[A-Za-z]{3}$/.test(currency) ? (
        <Money
          amount={decimalText(timesOverHalfUp(money, ONE, count))}
          currency={currency.toUpperCase()}
          className="text-ink"
        />
      ) : (
        "…"
      )}
    </p>
  );
}

const fieldsOf = (pack: PackView | null, defaults: PackDefaults): PackFields => ({
  name: pack?.name ?? "",
  credits: pack?.credits ?? "",
  creditUnit: pack?.creditUnit ?? null,
  price: pack?.price ?? "",
  currency: pack?.currency ?? defaults.currency,
  expiresAfterDays: pack?.expiresAfterDays ?? null,
});

/** A count of days; what is none stays as typed for the schema to refuse. */
const asDays = (typed: unknown): unknown => {
  const text = String(typed ?? "").trim();
  if (text === "") return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : text;
};
