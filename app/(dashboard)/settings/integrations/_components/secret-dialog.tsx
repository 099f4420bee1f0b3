"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { type SaveSecretFields, SaveSecretInput } from "@/lib/stripe/schema";
import { saveStripeSecretAction } from "../actions";

const OVERLAPS = [
  { hours: 0, label: "Not at all" },
  { hours: 1, label: "An hour" },
  { hours: 24, label: "A day" },
  { hours: 72, label: "Three days" },
];

/** Takes a signing secret; where one is in use, with how long both work. */
export function SecretDialog({ isRoll, onClose }: { isRoll: boolean; onClose: () => void }) {
  const form = useForm({
    resolver: zodResolver(SaveSecretInput, undefined, { raw: true }),
    defaultValues: { secret: "", overlapHours: 24 },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (secret: SaveSecretFields) => {
    const result = await saveStripeSecretAction({ secret });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "secret." });
    toast.success(`The secret …${result.value.lastFour} is in use`);
    onClose();
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isRoll ? "Roll the signing secret" : "Enter the signing secret"}
      description="Stripe shows it with the webhook endpoint; it begins with whsec_."
    >
      <Form form={form} onSubmit={submit} aria-label="Secret of Stripe">
        <Field label="Signing secret" error={errors.secret?.message}>
          <Input
            type="password"
            autoComplete="off"
            autoFocus
            spellCheck={false}
            placeholder="whsec_…"
            {...form.register("secret")}
          />
        </Field>
        {isRoll && (
          <Field
            label="The old one works too for"
            hint="Choose what you chose in Stripe"
            error={errors.overlapHours?.message}
          >
            <Select {...form.register("overlapHours", { valueAsNumber: true })}>
              {OVERLAPS.map(({ hours, label }) => (
                <option key={hours} value={hours}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <DialogFooter>
          <SubmitButton pending={isSubmitting} pendingLabel="Saving…">
            {isRoll ? "Roll secret" : "Save secret"}
          </SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
