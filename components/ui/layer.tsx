"use client";

import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import { type ReactNode, Suspense, useState } from "react";
import { buttonLook } from "./button";
import { classNames } from "./class-names";

/** What `Dialog` and `Sheet` take alike. */
export type LayerProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The opener. Without it, steer by `open` and `onOpenChange`. */
  trigger?: ReactNode;
  children: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** The root and the opener of a layer; its content are the children. */
export function LayerRoot({
  trigger,
  open,
  onOpenChange,
  children,
}: Pick<LayerProps, "trigger" | "open" | "onOpenChange" | "children">) {
  return (
    <Primitive.Root {...(open !== undefined && { open })} {...(onOpenChange && { onOpenChange })}>
      {trigger && <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>}
      {/* A form that comes by `lazy` brings its layer with it: it opens whole, on its first field. */}
      <Suspense>
        <Primitive.Portal>{children}</Primitive.Portal>
      </Suspense>
    </Primitive.Root>
  );
}

/** Title, what it is about, and the cross. */
export function LayerContent({
  title,
  description,
  className,
  bodyClassName,
  children,
}: Pick<LayerProps, "title" | "description" | "children"> & {
  className: string;
  bodyClassName: string;
}) {
  return (
    <Primitive.Content
      {...useFocusReturn()}
      {...(!description && { "aria-describedby": undefined })}
      className={classNames("flex flex-col bg-layer shadow-dialog outline-none", className)}
    >
      <header className="border-b py-3.5 pr-14 pl-5">
        <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
        {description && (
          <Primitive.Description className="text-muted text-sm">
            {description}
          </Primitive.Description>
        )}
      </header>
      <div className={classNames("min-h-0 overflow-y-auto px-5 pt-4 pb-5", bodyClassName)}>
        {children}
      </div>
      {/* Last, so that a layer opens on its first field. */}
      <Primitive.Close
        aria-label="Close"
        className={classNames(
          buttonLook({ variant: "ghost", size: "icon" }),
          "absolute top-2.5 right-3",
        )}
      >
        <X aria-hidden />
      </Primitive.Close>
    </Primitive.Content>
  );
}

/**
 * Gives the focus back to whatever had it, be it a shortcut's row or a menu's button; Radix knows
 * only the trigger.
 */
function useFocusReturn() {
  // Read at the first render: a field with `autoFocus` has the focus before Radix opens.
  const [opener] = useState(() => openerOf(document.activeElement));
  return {
    onCloseAutoFocus: (event: Event) => {
      if (!opener?.isConnected || opener === document.body) return;
      event.preventDefault();
      opener.focus();
    },
  };
}

/** A menu's item is gone once the menu has closed; its button is not. */
function openerOf(active: Element | null): HTMLElement | null {
  const button = active?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  if (button) return document.getElementById(button);
  return active instanceof HTMLElement ? active : null;
}
