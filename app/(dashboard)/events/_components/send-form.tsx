"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Snippet } from "@/components/domain/snippet";
import { applyProblem } from "@/components/form/apply-problem";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Tabs } from "@/components/ui/tabs";
import { curlOf } from "../../customers/_components/first-event";
import { sendEventAction } from "../actions";
import {
  BLANK_EVENT,
  eventBody,
  SendForm as Schema,
  type SendFields,
  typescriptOf,
} from "./send-fields";

export type Suggestions = {
  readonly customers: readonly { readonly value: string; readonly label: string }[];
  readonly eventNames: readonly string[];
};

/** Customer, name and properties of an event; its trace opens when it is sent. */
export function SendForm({ customers, eventNames }: Suggestions) {
  const router = useRouter();
  const form = useForm<SendFields>({
    // `raw`: the browser checks the fields but sends them as typed; the server parses them again.
    resolver: zodResolver(Schema, undefined, { raw: true }),
    defaultValues: BLANK_EVENT,
  });
  const { errors, isSubmitting } = form.formState;
  const body = eventBody({ ...BLANK_EVENT, ...useWatch({ control: form.control }) });
  const submit = form.handleSubmit(async (fields) => {
    const event = Schema.parse(fields);
    const result = await sendEventAction({ event });
    if (!result.ok) return applyProblem(form, result.problem, { prefix: "event." });
    toast.success(`Sent: ${result.value.status.toLowerCase()}`);
    router.push(`/events/${encodeURIComponent(result.value.eventId ?? "")}`);
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Send test event" className="grid-cols-1">
      <Field label="Customer" hint="Its external id" error={errors.externalCustomerId?.message}>
        <Input autoComplete="off" list="send-customers" {...form.register("externalCustomerId")} />
      </Field>
      <datalist id="send-customers">
        {customers.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </datalist>
      <Field label="Event name" error={errors.eventName?.message}>
        <Input autoComplete="off" list="send-names" {...form.register("eventName")} />
      </Field>
      <datalist id="send-names">
        {eventNames.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <Field label="Member" optional error={errors.member?.message}>
        <Input autoComplete="off" {...form.register("member")} />
      </Field>
      <Field label="Run" optional hint="What it is part of" error={errors.groupId?.message}>
        <Input autoComplete="off" {...form.register("groupId")} />
      </Field>
      <Field label="Properties" hint="A JSON object" error={errors.properties?.message}>
        <Textarea
          rows={4}
          spellCheck={false}
          className="font-mono text-xs"
          {...form.register("properties")}
        />
      </Field>
      <Tabs
        label="The same by program"
        panels={[
          { id: "curl", label: "curl", content: <Snippet name="curl" code={curlOf(body)} /> },
          {
            ...{ id: "typescript", label: "TypeScript" },
            content: <Snippet name="TypeScript" code={typescriptOf(body)} />,
          },
        ]}
      />
      <DialogFooter>
        <SubmitButton pending={isSubmitting} pendingLabel="Sending…">
          Send event
        </SubmitButton>
      </DialogFooter>
    </Form>
  );
}
