import { History } from "lucide-react";
import Form from "next/form";
import { Button, ButtonLink } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { localTime } from "@/lib/time/zone";
import { addressOf } from "../search-params";
import type { Look } from "./look";

/** Chooses the instant that the wallet is looked at; it works without any script, and is in the address. */
export function AsOfForm({ look, at }: { look: Look; at: Date | null }) {
  const { path, params, zone } = look;
  const local = at && localTime(at, zone).toString({ smallestUnit: "second" });
  return (
    <Form
      // The fields are not controlled: another instant is another form.
      key={`${local} ${params.known}`}
      action={path}
      scroll={false}
      aria-label="Another time"
      className="flex flex-wrap items-end gap-x-3 gap-y-2"
    >
      {params.figure && <input type="hidden" name="figure" value={params.figure} />}
      {params.grant && <input type="hidden" name="grant" value={params.grant} />}
      {params.days && <input type="hidden" name="days" value={params.days} />}
      <Field label="As of" aside={zone} className="w-60 max-md:w-full">
        <Input type="datetime-local" name="at" step="1" defaultValue={local ?? ""} />
      </Field>
      <Field label="What counts" className="w-60 max-md:w-full">
        <Select name="known" defaultValue={params.known === null ? "" : "then"}>
          <option value="">All that is known now</option>
          <option value="then">Only what was known then</option>
        </Select>
      </Field>
      <Button type="submit">
        <History aria-hidden />
        Look
      </Button>
      {at !== null && (
        <ButtonLink
          href={addressOf(path, params, { at: null, known: null })}
          variant="ghost"
          scroll={false}
        >
          Back to now
        </ButtonLink>
      )}
    </Form>
  );
}
