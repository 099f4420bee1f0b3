"use client";

import { Printer } from "lucide-react";
import { Button } from "@/components/ui/button";

/** The page as paper: the browser prints it, or keeps it as PDF. */
export function PrintButton() {
  return (
    <Button onClick={() => window.print()}>
      <Printer aria-hidden />
      Print
    </Button>
  );
}
