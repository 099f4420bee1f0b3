"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createApiKeyAction } from "../actions";
import { EndChoice, endOf } from "./end-choice";
import { type CreateFields, NO_GRANTS, scopesOf } from "./key-words";
import { ScopeFields } from "./scope-fields";
import { SecretOnce } from "./secret-once";

const BLANK: CreateFields = {
  ...{ name: "", ends: "" },
  ...{ access: "ingest", ingest: true, overdraw: false, grants: NO_GRANTS },
};

/** Makes a key, and shows it this once. */
export function CreateDialog({ now, onClose }: { now: string; onClose: () => void }) {
  const [secret, setSecret] = useState<string>();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={secret ? "Your new key" : "New API key"}
      description={secret ? undefined : "For one program, with no more scopes than it needs."}
    >
      {secret ? <SecretOnce secret={secret} /> : <CreateForm now={now} onMade={setSecret} />}
    </Dialog>
  );
}

function CreateForm({ now, onMade }: { now: string; onMade: (secret: string) => void }) {
  const form = useForm<CreateFields>({ defaultValues: BLANK });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (fields) => {
    const key = { name: fields.name, scopes: scopesOf(fields), expiresAt: endOf(fields.ends, now) };
    const result = await createApiKeyAction({ key });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "key." });
    onMade(result.value.secret);
  });
  return (
    <Form form={form} onSubmit={submit} aria-label="New API key">
      <Field label="Name" hint="The program that uses it" error={errors.name?.message}>
        <Input
          autoComplete="off"
          autoFocus
          placeholder="Export service"
          {...form.register("name")}
        />
      </Field>
      <ScopeFields control={form.control} register={form.register} />
      <EndChoice {...form.register("ends")} />
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Making…">
          Make key
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
