import { classNames } from "./class-names";

/** A shortcut as it is printed: `<Kbd keys="g c" />`, `<Kbd keys="$mod+k" />`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classNames("inline-flex gap-0.5", className)}>
      {keys.split(" ").map((press, place) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: a sequence has no other identity, and `g g` is one.
          key={place}
          className="min-w-5 rounded-sm border bg-sunken px-1 text-center font-sans text-2xs text-muted"
        >
          {printed(press)}
        </kbd>
      ))}
    </span>
  );
}

const printed = (press: string) =>
  press.replace("$mod+", "Ctrl ").replace("Shift+?", "?").replace("Escape", "Esc");
