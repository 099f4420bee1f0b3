"use client";

import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { buttonLook } from "./button";
import { classNames } from "./class-names";

const WIDTHS = { sm: "md:max-w-md", md: "md:max-w-xl", lg: "md:max-w-4xl" } as const;

/**
 * One decision, above the page; a bottom sheet on a phone. Escape closes it and the focus goes back to the opener:
 * `<Dialog open={open} onOpenChange={setOpen} trigger={<Button>Debit</Button>} title="Debit credits">…</Dialog>`.
 * Put the commands into `<DialogFooter>` as the last child.
 */
export function Dialog({
  title,
  description,
  trigger,
  width = "md",
  children,
  open,
  onOpenChange,
}: {
  title: ReactNode;
  description?: ReactNode;
  /** The opener. Without it, steer by `open` and mind the focus yourself. */
  trigger?: ReactNode;
  width?: keyof typeof WIDTHS;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
}) {
  return (
    <Primitive.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 grid animate-[appear_120ms_ease-out] items-end overflow-y-auto bg-scrim md:items-start md:px-6 md:py-[8vh]">
          <Primitive.Content
            {...(!description && { "aria-describedby": undefined })}
            className={classNames(
              "flex max-h-[92dvh] w-full animate-[slide-up_180ms_ease-out] flex-col overflow-hidden rounded-t-xl bg-layer shadow-dialog outline-none md:mx-auto md:max-h-[84dvh] md:animate-[rise_140ms_ease-out] md:rounded-lg",
              WIDTHS[width],
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
                className={classNames(
                  buttonLook({ variant: "ghost", size: "icon" }),
                  "-mr-2 -my-1",
                )}
              >
                <X aria-hidden />
              </Primitive.Close>
            </header>
            <div className="flex min-h-0 flex-col overflow-y-auto px-5 pt-4 pb-5">{children}</div>
          </Primitive.Content>
        </Primitive.Overlay>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The commands of a dialog or sheet, always in sight: cancel first, the deed last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="sticky -bottom-5 z-10 -mx-5 mt-5 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t bg-layer px-5 py-3 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))]">
      {children}
    </footer>
  );
}

/** Closes the dialog or sheet around it: `<DialogClose asChild><Button>Cancel</Button></DialogClose>`. */
export const DialogClose = Primitive.Close;
