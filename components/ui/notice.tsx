import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode, Ref } from "react";
import { classNames } from "./class-names";

const TONES = {
  info: { look: "border-info/25 bg-info-soft", mark: "text-info", Icon: Info },
  success: { look: "border-success/25 bg-success-soft", mark: "text-success", Icon: CircleCheck },
  warning: { look: "border-warning/25 bg-warning-soft", mark: "text-warning", Icon: TriangleAlert },
  danger: { look: "border-danger/25 bg-danger-soft", mark: "text-danger", Icon: CircleAlert },
} as const;

/**
 * Something to know, in place: `<Notice tone="warning" title="Overage">…</Notice>`.
 * Its region is there before its words, so that a screen reader hears them come; empty, it takes no room.
 */
export function Notice({
  tone = "info",
  title,
  children,
  className,
  ref,
}: {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  children?: ReactNode;
  className?: string;
  ref?: Ref<HTMLDivElement>;
}) {
  const { look, mark, Icon } = TONES[tone];
  const isEmpty = !title && !children;
  return (
    <div
      ref={ref}
      role={tone === "danger" ? "alert" : "status"}
      className={isEmpty ? "sr-only" : className}
    >
      {!isEmpty && (
        <div className={classNames("flex gap-2 rounded border px-3 py-2 text-sm", look)}>
          <Icon aria-hidden className={classNames("mt-0.5 size-4 shrink-0", mark)} />
          <div className="grid min-w-0 gap-0.5">
            {title && <p className="font-medium">{title}</p>}
            {children && <div className="break-words">{children}</div>}
          </div>
        </div>
      )}
    </div>
  );
}
