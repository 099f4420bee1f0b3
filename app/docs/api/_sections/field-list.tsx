import type { Field } from "@/lib/api/reference-fields";

const INDENTS = ["", "pl-4", "pl-8"];

/** The keys of a body or an answer; those inside of another stand further in. */
export function FieldList({
  title,
  fields,
  isInput = false,
}: {
  title: string;
  fields: readonly Field[];
  /** Of what a caller sends: it then matters which keys have to be there. */
  isInput?: boolean;
}) {
  return (
    <div className="grid gap-2">
      {title && <h3 className="font-medium text-sm">{title}</h3>}
      <dl className="divide-y border-y text-sm">
        {fields.map(({ name, depth, type, isRequired }, place) => (
          <div
            // Two of the objects that a value may be can have the same key.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            key={place}
            className="grid gap-x-4 py-1 sm:grid-cols-[14rem_1fr]"
          >
            <dt className={INDENTS[depth]}>
              <code className="break-all font-mono text-xs">{name}</code>
              {isInput && isRequired && <span className="text-muted text-xs"> required</span>}
            </dt>
            <dd className="min-w-0 break-words text-muted text-xs leading-5">{type}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
