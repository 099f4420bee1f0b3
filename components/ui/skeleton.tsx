import { classNames } from "./class-names";

/** The room something will take; give it the final height. It shows only after 150 ms. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={classNames(
        "animate-[appear_200ms_ease-out_150ms_backwards,breathe_1.6s_ease-in-out_infinite] rounded bg-sunken",
        className,
      )}
    />
  );
}
