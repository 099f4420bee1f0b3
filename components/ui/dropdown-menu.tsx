"use client";

import Link from "next/link";
import * as Primitive from "radix-ui/dropdown-menu";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

const itemLook =
  "flex h-8 w-full cursor-default select-none items-center gap-2 rounded-sm px-2 text-sm outline-none data-[highlighted]:bg-sunken data-[disabled]:opacity-55 pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:shrink-0";

/** Commands behind one button: `<Menu trigger={<Button>More</Button>}><MenuItem onSelect={…}>Void</MenuItem></Menu>`. */
export function Menu({
  trigger,
  align = "end",
  children,
}: {
  trigger: ReactNode;
  align?: "start" | "end";
  children: ReactNode;
}) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-[var(--radix-dropdown-menu-content-available-height)] min-w-48 max-w-80 animate-[rise_100ms_ease-out] overflow-y-auto rounded bg-layer p-1 shadow-layer"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** A command of a `Menu`; `keys` is its shortcut, `tone="danger"` marks what cannot be taken back. */
export function MenuItem({
  onSelect,
  keys,
  tone,
  disabled = false,
  children,
}: {
  onSelect: () => void;
  keys?: string;
  tone?: "danger";
  disabled?: boolean;
  children: ReactNode;
}) {
  return (
    <Primitive.Item
      className={classNames(itemLook, tone === "danger" && "text-danger")}
      disabled={disabled}
      onSelect={onSelect}
    >
      {children}
      {keys && <Kbd keys={keys} className="ml-auto" />}
    </Primitive.Item>
  );
}

/** Somewhere to go, in a `Menu`. */
export function MenuLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Primitive.Item asChild>
      <Link href={href} prefetch={false} className={itemLook}>
        {children}
      </Link>
    </Primitive.Item>
  );
}

/** Words over a group of a `Menu`'s items. */
export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2 py-1.5 text-muted text-xs">{children}</Primitive.Label>;
}

/** A hairline between a `Menu`'s groups. */
export function MenuSeparator() {
  return <Primitive.Separator className="-mx-1 my-1 border-t" />;
}
