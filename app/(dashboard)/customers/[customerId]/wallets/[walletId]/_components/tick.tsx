import { CircleCheck, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Says that figures add up, or loudly that they do not. */
export function Tick({
  isRight,
  children,
  wrong,
}: {
  isRight: boolean;
  children: ReactNode;
  wrong: string;
}) {
  if (isRight) {
    return (
      <p className="flex items-center gap-1.5 text-success text-sm">
        <CircleCheck aria-hidden className="size-4 shrink-0" />
        {children}
      </p>
    );
  }
  return (
    <p role="alert" className="flex items-center gap-1.5 text-danger text-sm">
      <TriangleAlert aria-hidden className="size-4 shrink-0" />
      {wrong}
    </p>
  );
}
