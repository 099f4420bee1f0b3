"use client";

import { Radio } from "@/components/ui/checkbox";
import { Field, FieldSet } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

/** How the new day is named. */
export const DAY_KINDS = ["day", "calendar", "date"] as const;
export type DayKind = (typeof DAY_KINDS)[number];

/** As typed. */
export type RenewalDay = {
  readonly kind: DayKind;
  readonly day: string;
  readonly on: string;
};

/** As the server takes it; what cannot be read yet is left for it to refuse. */
export const namedDay = ({ kind, day, on }: RenewalDay) => ({
  billingCycle: kind === "calendar" ? ("CALENDAR" as const) : ("ANNIVERSARY" as const),
  dayOfMonth: kind === "day" && day.trim() !== "" ? Number(day) : null,
  renewsOn: kind === "date" && on !== "" ? on : null,
});

/** Whether a day is named at all: before that there is nothing to ask the server. */
export const isNamed = ({ kind, day, on }: RenewalDay): boolean =>
  kind === "calendar" || (kind === "day" ? /^\s*\d{1,2}\s*$/.test(day) : on !== "");

/** The 1st, another day of the month, or a date. */
export function RenewalDayFields({
  value,
  onChange,
  error,
  zone,
}: {
  value: RenewalDay;
  onChange: (value: RenewalDay) => void;
  /** What is wrong with the chosen day. */
  error: string | undefined;
  /** Which the date is of; null: of each subscription's own. */
  zone: string | null;
}) {
  const choose = (kind: DayKind) => ({
    name: "renewal-day",
    checked: value.kind === kind,
    onChange: () => onChange({ ...value, kind }),
  });
  return (
    <FieldSet legend="Renews">
      <Radio label="On a day of the month" {...choose("day")} />
      {value.kind === "day" && (
        <Field
          label="Day"
          hint="1 to 31. A shorter month renews on its last day."
          error={error}
          className="ml-6 max-w-60"
        >
          <Input
            type="number"
            min={1}
            max={31}
            inputMode="numeric"
            value={value.day}
            onChange={({ target }) => onChange({ ...value, day: target.value })}
          />
        </Field>
      )}
      <Radio
        label="On the 1st, with the calendar"
        hint="At midnight, as a calendar subscription does."
        {...choose("calendar")}
      />
      {value.kind === "calendar" && error && (
        <p role="alert" className="ml-6 text-danger text-sm">
          {error}
        </p>
      )}
      <Radio label="From a date on" hint="For quarters and years." {...choose("date")} />
      {value.kind === "date" && (
        <Field
          label="Date"
          hint={`Less than a period after the running one${zone ? `, in ${zone}` : ""}.`}
          error={error}
          className="ml-6 max-w-60"
        >
          <Input
            type="date"
            value={value.on}
            onChange={({ target }) => onChange({ ...value, on: target.value })}
          />
        </Field>
      )}
    </FieldSet>
  );
}
