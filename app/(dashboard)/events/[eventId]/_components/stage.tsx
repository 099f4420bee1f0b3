import { ChevronRight, CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { ReactNode } from "react";

export type StageState = "done" | "failed" | "skipped";

const MARKS = {
  done: <CircleCheck aria-label="done" className="mt-0.5 size-4 shrink-0 text-success" />,
  failed: <CircleX aria-label="failed" className="mt-0.5 size-4 shrink-0 text-danger" />,
  skipped: <CircleDashed aria-label="not reached" className="mt-0.5 size-4 shrink-0 text-muted" />,
} as const;

/** One stage: what happened in a line, and behind it all that is known. */
export function Stage({
  number,
  title,
  state,
  message,
  isOpen = false,
  children,
}: {
  number: number;
  title: string;
  state: StageState;
  message: string;
  isOpen?: boolean;
  children?: ReactNode;
}) {
  const line = (
    <>
      {MARKS[state]}
      <span className="min-w-0 flex-1">
        <span className="font-medium">
          <span className="numerals text-muted">{number}</span> {title}
        </span>
        <span className="block break-words text-muted">{message}</span>
      </span>
    </>
  );
  const look = "flex items-start gap-3 px-4 py-3 text-sm";
  if (!children || state === "skipped")
    return <li className={`${look} border-b last:border-b-0`}>{line}</li>;
  return (
    <li className="border-b last:border-b-0">
      <details open={isOpen || state === "failed"} className="group">
        <summary className={`${look} cursor-pointer hover:bg-sunken`}>
          {line}
          <ChevronRight
            aria-hidden
            className="mt-0.5 size-4 shrink-0 text-muted transition-transform group-open:rotate-90"
          />
        </summary>
        <div className="grid grid-cols-1 gap-4 px-4 pb-4 pl-11 text-sm max-md:pl-4">{children}</div>
      </details>
    </li>
  );
}
