import { ShieldQuestion } from "lucide-react";
import Form from "next/form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { CheckParams } from "../search-params";

export type FeatureChoice = { readonly key: string; readonly name: string };

/** What is asked stands in the address, so that an answer can be sent on; it works without any script. */
export function CheckForm({
  path,
  params,
  features,
  errors,
}: {
  path: string;
  params: CheckParams;
  features: readonly FeatureChoice[];
  errors: Readonly<Record<string, string>>;
}) {
  const { check, quantity, member, run, properties } = params;
  return (
    <Form
      // The fields are not controlled: another question is another form.
      key={JSON.stringify(params)}
      action={path}
      scroll={false}
      aria-label="Check access"
      className="grid grid-cols-1 items-start gap-x-3 gap-y-3 sm:grid-cols-2 lg:grid-cols-5"
    >
      <Field label="Feature" error={errors.featureKey}>
        <Select name="check" defaultValue={check ?? features[0]?.key ?? ""}>
          {features.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Quantity" error={errors.quantity}>
        <Input name="quantity" inputMode="decimal" defaultValue={quantity ?? "1"} />
      </Field>
      <Field label="Member" optional error={errors.member}>
        <Input name="member" defaultValue={member ?? ""} autoComplete="off" />
      </Field>
      <Field label="Run" optional error={errors.groupId}>
        <Input name="run" defaultValue={run ?? ""} autoComplete="off" />
      </Field>
      <Field
        label="Properties"
        optional
        hint="Such as model=large, region=eu"
        error={errors.properties}
      >
        <Input name="properties" defaultValue={properties ?? ""} autoComplete="off" />
      </Field>
      <div className="sm:col-span-full">
        <Button type="submit" variant="primary">
          <ShieldQuestion aria-hidden />
          Check
        </Button>
      </div>
    </Form>
  );
}
