"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { keyOf } from "@/lib/catalog/schema/text";

type Named = { name: string; key: string };

/**
 * Name and key of a new part of the catalogue, inside a `FormProvider`: the key follows the name
 * until someone writes their own.
 */
export function NameAndKey({ example }: { example: string }) {
  const form = useFormContext<Named>();
  const { errors, dirtyFields, isSubmitted } = form.formState;
  const isOwnKey = dirtyFields.key === true;
  const followName = (name: string) => {
    if (!isOwnKey) form.setValue("key", keyOf(name), { shouldValidate: isSubmitted });
  };
  return (
    <>
      <Field label="Name" hint="As customers read it" error={errors.name?.message}>
        <Input
          autoFocus
          autoComplete="off"
          placeholder={example}
          {...form.register("name", { onChange: (event) => followName(event.target.value) })}
        />
      </Field>
      <Field
        label="Key"
        hint="As your program calls it; it never changes"
        error={errors.key?.message}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          placeholder={keyOf(example)}
          className="font-mono"
          {...form.register("key")}
        />
      </Field>
    </>
  );
}
