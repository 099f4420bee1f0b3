"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import type { Column } from "./column";
import { useHref } from "./use-href";

const ICONS = { ascending: ArrowUp, descending: ArrowDown, none: ChevronsUpDown } as const;

/** A column's head; where the server can sort by it, a link that does: down first, then up. */
export function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { href, params } = useHref();
  const order = column.sort ? orderOf(column.sort, params.get("sort")) : undefined;
  return (
    <th
      scope="col"
      aria-sort={order}
      style={{ width: column.width }}
      className={classNames(
        "sticky top-0 z-10 whitespace-nowrap border-b bg-surface px-2.5 py-2 text-left font-medium text-muted text-xs first:pl-4 last:pr-4 md:first:left-0 md:first:z-20",
        column.align && "text-right",
      )}
    >
      {order ? (
        <SortLink
          order={order}
          label={column.header}
          href={href({ sort: order === "descending" ? `${column.sort}` : `-${column.sort}` })}
        />
      ) : (
        column.header
      )}
    </th>
  );
}

function SortLink({
  order,
  label,
  href,
}: {
  order: keyof typeof ICONS;
  label: string;
  href: string;
}) {
  const Icon = ICONS[order];
  return (
    <Link
      href={href}
      prefetch={false}
      scroll={false}
      className={classNames(
        "inline-flex items-center gap-1 rounded-sm hover:text-ink",
        order !== "none" && "text-ink",
      )}
    >
      {label}
      <Icon aria-hidden className="size-3.5" />
    </Link>
  );
}

function orderOf(key: string, current: string | null): keyof typeof ICONS {
  if (current === key) return "ascending";
  return current === `-${key}` ? "descending" : "none";
}
