import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { ScrollRegion } from "@/components/ui/scroll-region";

/**
 * Nothing here, and what to do about it:
 * `<Empty title="No plans yet" action={<ButtonLink …>New plan</ButtonLink>}>A plan bundles a price with credits.</Empty>`.
 * `code` is a call to copy, for what arrives by the API.
 */
export function Empty({
  title,
  icon,
  action,
  code,
  children,
}: {
  title: string;
  icon?: ReactNode;
  action?: ReactNode;
  code?: string;
  children?: ReactNode;
}) {
  return (
    <div className="grid grid-cols-1 justify-items-center gap-1.5 px-6 py-12 text-center">
      {icon && (
        <div
          aria-hidden
          className="mb-2 grid size-10 place-items-center rounded-full bg-sunken text-muted [&_svg]:size-5"
        >
          {icon}
        </div>
      )}
      <p className="font-medium">{title}</p>
      {children && <div className="max-w-sm text-balance text-muted text-sm">{children}</div>}
      {code && (
        <div className="mt-3 flex w-full max-w-xl items-start gap-2 rounded border bg-sunken p-3 text-left">
          <ScrollRegion aria-label="A call to copy" className="min-w-0 flex-1 overflow-x-auto">
            <pre className="font-mono text-xs">{code}</pre>
          </ScrollRegion>
          <CopyButton text={code} label="Copy the call" />
        </div>
      )}
      {action && <div className="mt-4 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
