"use client";

import * as Primitive from "radix-ui/dialog";
import { classNames } from "./class-names";
import { LayerContent, type LayerProps, LayerRoot } from "./layer";

const SIDES = {
  right: "right-0 border-l [--slide-from:100%] w-full max-w-[32rem]",
  left: "left-0 border-r [--slide-from:-100%] w-[17rem] max-w-[85vw]",
} as const;

/**
 * One record looked at or edited beside its list; steered as `Dialog` is:
 * `<Sheet open={open} onOpenChange={setOpen} title="New feature"><Form …>…<DialogFooter>…</DialogFooter></Form></Sheet>`.
 */
export function Sheet({
  title,
  description,
  side = "right",
  children,
  ...root
}: LayerProps & { side?: keyof typeof SIDES }) {
  return (
    <LayerRoot {...root}>
      <Primitive.Overlay className="fixed inset-0 z-40 animate-[appear_120ms_ease-out] bg-scrim" />
      <LayerContent
        title={title}
        description={description}
        bodyClassName="flex-1"
        className={classNames(
          "fixed inset-y-0 z-40 animate-[slide-in_180ms_ease-out]",
          SIDES[side],
        )}
      >
        {children}
      </LayerContent>
    </LayerRoot>
  );
}
