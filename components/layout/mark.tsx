import { classNames } from "@/components/ui/class-names";

/** The florin sign on its coin. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      viewBox="0 0 24 24"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={classNames("size-7 shrink-0", className)}
    >
      <circle cx="12" cy="12" r="11.5" className="fill-accent" />
      <g className="stroke-accent-ink" strokeWidth="1.9">
        <path d="M16.4 6.4c-2.6-.9-3.8.6-4.2 2.7l-1.3 6.2c-.4 1.9-1.5 3-3.7 2.3" />
        <path d="M8.9 10.7h5.6" />
      </g>
    </svg>
  );
}
