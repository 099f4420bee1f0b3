import { classNames } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/copy-button";

/** An id or external id, copied whole by its button: `<IdChip id={customer.id} />`. Long ones are shortened in the middle. */
export function IdChip({
  id,
  name = "id",
  className,
}: {
  id: string;
  name?: string;
  className?: string;
}) {
  return (
    <span className={classNames("inline-flex items-center gap-0.5", className)}>
      <code title={id} className="font-mono text-muted text-xs">
        {shortened(id)}
      </code>
      <CopyButton text={id} label={`Copy ${name}`} />
    </span>
  );
}

const shortened = (id: string) => (id.length > 22 ? `${id.slice(0, 10)}…${id.slice(-6)}` : id);
