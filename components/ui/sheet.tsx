"use client";

import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { buttonLook } from "./button";
import { classNames } from "./class-names";

const SIDES = {
  right: "right-0 border-l [--slide-from:100%] w-full max-w-[32rem]",
  left: "left-0 border-r [--slide-from:-100%] w-[17rem] max-w-[85vw]",
} as const;

/**
 * One record looked at or edited beside its list; steered as `Dialog` is:
 * `<Sheet open={open} onOpenChange={setOpen} title="New feature">…<DialogFooter>…</DialogFooter></Sheet>`.
 */
export function Sheet({
  title,
  description,
  trigger,
  side = "right",
  children,
  open,
  onOpenChange,
}: {
  title: ReactNode;
  description?: ReactNode;
  trigger?: ReactNode;
  side?: keyof typeof SIDES;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}) {
  return (
    <Primitive.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-[appear_120ms_ease-out] bg-scrim" />
        <Primitive.Content
          {...(!description && { "aria-describedby": undefined })}
          className={classNames(
            "fixed inset-y-0 z-40 flex animate-[slide-in_180ms_ease-out] flex-col bg-layer shadow-dialog outline-none",
            SIDES[side],
          )}
        >
          <header className="flex items-start gap-4 border-b px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
              {description && (
                <Primitive.Description className="text-muted text-sm">
                  {description}
                </Primitive.Description>
              )}
            </div>
            <Primitive.Close
              aria-label="Close"
              className={classNames(buttonLook({ variant: "ghost", size: "icon" }), "-mr-2 -my-1")}
            >
              <X aria-hidden />
            </Primitive.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 pt-4 pb-5">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
