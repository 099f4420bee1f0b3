"use client";

import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Menu } from "@/components/ui/dropdown-menu";

/**
 * What can be done to one row; `.` opens it for the row in focus:
 * `<RowMenu label={`Actions for ${grant.name}`} isRowLink><MenuItem …/></RowMenu>`.
 */
export function RowMenu({
  label,
  isRowLink = false,
  children,
}: {
  label: string;
  /** `j` and `k` stop here: the row has no link of its own. */
  isRowLink?: boolean;
  children: ReactNode;
}) {
  return (
    <Menu
      trigger={
        <Button
          size="icon"
          variant="ghost"
          aria-label={label}
          data-row-menu
          {...(isRowLink && { "data-row-link": true })}
        >
          <Ellipsis aria-hidden />
        </Button>
      }
    >
      {children}
    </Menu>
  );
}
