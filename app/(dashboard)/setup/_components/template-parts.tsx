"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { TemplateMade, TemplatePartView, TemplateView } from "@/lib/catalog/schema/template";
import { applyTemplateAction } from "../actions";

const KINDS = {
  feature: "Feature",
  plan: "Plan",
  "add-on": "Add-on",
  pack: "Pack",
} as const satisfies Record<TemplatePartView["kind"], string>;

const COLUMNS: readonly Column<TemplatePartView>[] = [
  { id: "name", header: "Name", cell: ({ name }) => name, narrow: "title" },
  { id: "kind", header: "What", cell: ({ kind }) => KINDS[kind], narrow: "figure" },
  { id: "note", header: "Terms", cell: ({ note }) => note, narrow: "detail" },
  {
    id: "state",
    header: "",
    align: "end",
    cell: ({ isThere }) => (
      <Badge tone={isThere ? "neutral" : "accent"}>{isThere ? "there already" : "new"}</Badge>
    ),
    narrow: "note",
  },
];

/** What a template would make here, and the button that makes it. */
export function TemplateParts({ template }: { template: TemplateView }) {
  const router = useRouter();
  const missing = template.parts.filter(({ isThere }) => !isThere).length;
  const done = (made: TemplateMade) => {
    toast.success(madeWords(made));
    router.refresh();
  };
  return (
    <Card
      flush
      title={`What “${template.name}” makes`}
      description="Nothing that is there already is changed. Plans are published at once."
      actions={
        missing > 0 ? (
          <ActionButton
            variant="primary"
            run={() => applyTemplateAction({ template: template.key })}
            onDone={done}
          >
            Make {missing} {missing === 1 ? "thing" : "things"}
          </ActionButton>
        ) : (
          <ButtonLink href="/plans">See the plans</ButtonLink>
        )
      }
    >
      <DataTable
        label={`Parts of ${template.name}`}
        columns={COLUMNS}
        rows={template.parts}
        rowKey={({ kind, name }) => `${kind} ${name}`}
        empty={null}
      />
    </Card>
  );
}

const countOf = (count: number, one: string) => `${count} ${one}${count === 1 ? "" : "s"}`;

const madeWords = ({ features, plans, packs }: TemplateMade): string =>
  `Made ${countOf(features, "feature")}, ${countOf(plans, "plan")} and ${countOf(packs, "pack")}`;
