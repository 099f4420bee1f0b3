"use client";

import { useFormContext } from "react-hook-form";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { CustomerFields } from "@/lib/customer/schema";
import { ZoneInput } from "./zone-input";

/** Who the customer is; inside a form of a customer, new or known. */
export function IdentityFields({ zone }: { zone: string }) {
  const { register, formState } = useFormContext<CustomerFields>();
  const { errors } = formState;
  return (
    <>
      <Field
        label="External id"
        hint="What your own system calls this customer; events name it so"
        error={errors.externalId?.message}
      >
        <Input
          autoComplete="off"
          spellCheck={false}
          className="font-mono"
          {...register("externalId")}
        />
      </Field>
      <Field label="Name" error={errors.name?.message}>
        <Input autoComplete="off" {...register("name")} />
      </Field>
      <Field label="Email" optional error={errors.email?.message}>
        <Input type="email" autoComplete="off" {...register("email")} />
      </Field>
      <Field
        label="Time zone"
        optional
        hint={`Its days and months follow it; empty is ${zone}`}
        error={errors.timezone?.message}
      >
        <ZoneInput placeholder={zone} {...register("timezone")} />
      </Field>
    </>
  );
}

/** Where invoices are addressed to. */
export function AddressFields() {
  const { register, formState } = useFormContext<CustomerFields>();
  const errors = formState.errors.address;
  return (
    <>
      <Field label="Street" optional error={errors?.line1?.message}>
        <Input autoComplete="off" {...register("address.line1")} />
      </Field>
      <Field label="Second line" optional error={errors?.line2?.message}>
        <Input autoComplete="off" {...register("address.line2")} />
      </Field>
      <Field label="Postal code" optional error={errors?.postalCode?.message}>
        <Input autoComplete="off" {...register("address.postalCode")} />
      </Field>
      <Field label="City" optional error={errors?.city?.message}>
        <Input autoComplete="off" {...register("address.city")} />
      </Field>
      <Field label="State or region" optional error={errors?.state?.message}>
        <Input autoComplete="off" {...register("address.state")} />
      </Field>
      <Field
        label="Country"
        optional
        hint="Two letters, such as DE"
        error={errors?.country?.message}
      >
        <Input autoComplete="off" maxLength={2} {...register("address.country")} />
      </Field>
    </>
  );
}

export const BLANK_CUSTOMER = {
  externalId: "",
  name: "",
  email: "",
  timezone: "",
  address: { line1: "", line2: "", city: "", state: "", postalCode: "", country: "" },
} satisfies CustomerFields;
