import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";

/** A part of the draft that the outline leads to. */
export function SectionCard({
  id,
  title,
  description,
  actions,
  children,
}: {
  id: string;
  title: string;
  description: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div id={id} tabIndex={-1} className="scroll-mt-16 outline-none">
      <Card title={title} description={description} actions={actions}>
        {children}
      </Card>
    </div>
  );
}
