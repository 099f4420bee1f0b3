"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ApiKeyView } from "@/lib/api-key/schema";
import { asInstant, asTyped } from "../../test-clocks/_components/clock-time";
import { rollApiKeyAction } from "../actions";
import { EndChoice, endOf } from "./end-choice";
import { keyHint } from "./key-words";
import { SecretOnce } from "./secret-once";

const AN_HOUR_MS = 3_600_000;
const OVERLAPS = [
  { label: "An hour", hours: 1 },
  { label: "A day", hours: 24 },
  { label: "A week", hours: 168 },
];

type Props = { of: ApiKeyView; now: string; onClose: () => void };

/** A new key of the same scopes; the old one works until a chosen time. */
export function RollDialog({ of: key, now, onClose }: Props) {
  const [secret, setSecret] = useState<string>();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? "Your new key" : `Roll ${key.name}`}
      description={secret ? undefined : `${keyHint(key)}: a new key takes its place.`}
    >
      {secret ? <SecretOnce secret={secret} /> : <RollForm of={key} now={now} onMade={setSecret} />}
    </Dialog>
  );
}

function RollForm({
  of: key,
  now,
  onMade,
}: Omit<Props, "onClose"> & { onMade: (secret: string) => void }) {
  const after = (hours: number) =>
    asTyped(`${new Date(Date.parse(now) + hours * AN_HOUR_MS).toISOString().slice(0, 16)}:00Z`);
  const form = useForm({ defaultValues: { oldUntil: after(24), ends: "" } });
  const { errors, isSubmitting } = form.formState;
  const [oldUntil] = form.watch(["oldUntil"]);
  const submit = form.handleSubmit(async (fields) => {
    const roll = {
      oldUntil: asInstant(fields.oldUntil) || null,
      expiresAt: endOf(fields.ends, now),
    };
    const result = await rollApiKeyAction({ keyId: key.id, roll });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "roll." });
    onMade(result.value.secret);
  });
  return (
    <Form form={form} onSubmit={submit} aria-label="Roll the key">
      <p className="text-sm">
        The new key has the same name and scopes. Both work until the time below, so that callers
        change over without a gap.
      </p>
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">How long both work</legend>
        {OVERLAPS.map(({ label, hours }) => (
          <Button
            key={label}
            size="sm"
            aria-pressed={oldUntil === after(hours)}
            className="aria-pressed:border-accent aria-pressed:text-accent"
            onClick={() => form.setValue("oldUntil", after(hours))}
          >
            {label}
          </Button>
        ))}
      </fieldset>
      <Field label="The old key works until" hint="UTC" error={errors.oldUntil?.message}>
        <Input type="datetime-local" step="any" {...form.register("oldUntil")} />
      </Field>
      <EndChoice label="The new key ends" {...form.register("ends")} />
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Rolling…">
          Roll key
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
