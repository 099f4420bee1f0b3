"use client";

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react";
import Link from "next/link";
import { classNames } from "@/components/ui/class-names";
import type { Column } from "./column";
import { useHref } from "./use-href";

/** A column's name; where the server can sort by it, a link that does: up, then down. */
export function HeaderCell<Row>({ column }: { column: Column<Row> }) {
  const { href, params } = useHref();
  if (!column.sort) return column.header;
  const current = params.get("sort");
  const isUp = current === column.sort;
  const isDown = current === `-${column.sort}`;
  const Icon = isUp ? ArrowUp : isDown ? ArrowDown : ChevronsUpDown;
  return (
    <Link
      href={href({ sort: isDown ? column.sort : `-${column.sort}` })}
      prefetch={false}
      scroll={false}
      className={classNames(
        "inline-flex items-center gap-1 hover:text-ink",
        (isUp || isDown) && "text-ink",
      )}
    >
      {column.header}
      <Icon aria-hidden className="size-3.5" />
      {(isUp || isDown) && (
        <span className="sr-only">, sorted {isUp ? "upwards" : "downwards"}</span>
      )}
    </Link>
  );
}
