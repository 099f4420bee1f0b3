import { Input } from "../ui/input";

/** A local day in the address: told when it is left, not at every key. */
export function DayInput({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  return (
    <Input
      key={value}
      type="date"
      aria-label={label}
      defaultValue={value}
      onBlur={(event) => event.target.value !== value && onChange(event.target.value)}
      className="w-40"
    />
  );
}
