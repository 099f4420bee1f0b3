"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { Eye, EyeOff } from "lucide-react";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { type SignInFields, SignInInput } from "@/lib/auth/schema";

/** By what next-auth calls a refusal; whatever else it says is a fault of ours. */
const REFUSALS: Readonly<Record<string, string>> = {
  CredentialsSignin: "Email and password do not belong together.",
  throttled: "Too many tries. Wait a quarter of an hour, then try again.",
  SessionRequired: "Sign in to go on.",
};

const sentenceOf = (refusal: string) =>
  REFUSALS[refusal] ??
  "Signing in did not work. Try again; if it stays so, ask whoever runs Florin here.";

export function SignInForm({
  destination,
  refusal,
}: {
  destination: string;
  refusal: string | undefined;
}) {
  const [isShown, setShown] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  // Without values of its own: the browser may have filled the fields before the page listens.
  const form = useForm<SignInFields, unknown, SignInFields>({
    resolver: zodResolver(SignInInput, undefined, { raw: true }),
  });
  const { errors, isSubmitting, isSubmitted } = form.formState;

  const submit = form.handleSubmit(async (fields) => {
    const answer = await signIn("credentials", { ...fields, redirect: false }).catch(
      () => undefined,
    );
    if (!answer?.ok) return form.setError("root", { message: sentenceOf(answer?.error ?? "") });
    setLeaving(true);
    // A whole load: nothing that was rendered for nobody may stay.
    window.location.assign(destination);
  });

  return (
    <Form form={form} onSubmit={submit} aria-label="Sign in">
      {refusal && !isSubmitted && <Notice tone="warning">{sentenceOf(refusal)}</Notice>}
      <Field label="Email" error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoFocus
          readOnly={false}
          {...form.register("email")}
        />
      </Field>
      <Field label="Password" error={errors.password?.message}>
        <div className="relative">
          <Input
            type={isShown ? "text" : "password"}
            autoComplete="current-password"
            readOnly={false}
            className="pr-10"
            {...form.register("password")}
          />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label="Show password"
            onClick={() => setShown(!isShown)}
            className="absolute inset-y-0 right-0 grid w-9 place-items-center rounded text-muted hover:text-ink"
          >
            {isShown ? (
              <EyeOff aria-hidden className="size-4" />
            ) : (
              <Eye aria-hidden className="size-4" />
            )}
          </button>
        </div>
      </Field>
      <SubmitButton size="lg" pending={isSubmitting || isLeaving} pendingLabel="Signing in…">
        Sign in
      </SubmitButton>
    </Form>
  );
}
