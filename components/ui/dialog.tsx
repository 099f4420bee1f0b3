"use client";

import * as Primitive from "radix-ui/dialog";
import type { ReactNode } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { LayerContent, type LayerProps, LayerRoot } from "./layer";

const WIDTHS = { sm: "md:max-w-md", md: "md:max-w-xl", lg: "md:max-w-4xl" } as const;

/**
 * One decision, above the page; a bottom sheet on a phone. Escape closes it and the focus goes back to the opener:
 * `<Dialog trigger={<Button>Debit</Button>} title="Debit credits">…</Dialog>`.
 * Put the commands into `<DialogFooter>`, last in the form or the dialog.
 */
export function Dialog({
  title,
  description,
  width = "md",
  children,
  ...root
}: LayerProps & { width?: keyof typeof WIDTHS }) {
  return (
    <LayerRoot {...root}>
      <Primitive.Overlay className="fixed inset-0 z-40 grid animate-[appear_120ms_ease-out] grid-cols-1 items-end overflow-y-auto bg-scrim md:items-start md:px-6 md:py-[8vh]">
        <LayerContent
          title={title}
          description={description}
          bodyClassName="flex flex-col"
          className={classNames(
            "relative max-h-[92dvh] w-full animate-[slide-up_180ms_ease-out] overflow-hidden rounded-t-xl md:mx-auto md:max-h-[84dvh] md:animate-[rise_140ms_ease-out] md:rounded-lg",
            WIDTHS[width],
          )}
        >
          {children}
        </LayerContent>
      </Primitive.Overlay>
    </LayerRoot>
  );
}

/**
 * The commands of a dialog or sheet, always in sight: the way out first, the deed last.
 *
 * @param leave what the way out is called; null: there is none beside the cross.
 */
export function DialogFooter({
  leave = "Cancel",
  children,
}: {
  leave?: string | null;
  children: ReactNode;
}) {
  return (
    <footer className="sticky -bottom-5 z-10 -mx-5 mt-1 -mb-5 flex flex-wrap items-center justify-end gap-2 border-t bg-layer px-5 py-3 max-md:pb-[max(0.75rem,env(safe-area-inset-bottom))] [:not(form)>&]:mt-5">
      {leave !== null && (
        <DialogClose asChild>
          <Button>{leave}</Button>
        </DialogClose>
      )}
      {children}
    </footer>
  );
}

/** Closes the dialog or sheet around it: `<DialogClose asChild><Button>Cancel</Button></DialogClose>`. */
export const DialogClose = Primitive.Close;
