"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ActionButton } from "@/components/form/action-button";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type {
  TemplateMade,
  TemplatePartView,
  TemplateTakenBack,
  TemplateView,
} from "@/lib/catalog/schema/template";
import { applyTemplateAction, withdrawTemplateAction } from "../actions";

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
    cell: ({ state }) => (
      <Badge tone={state === "THERE" ? "neutral" : "accent"}>{STATES[state]}</Badge>
    ),
    narrow: "note",
  },
];

const STATES = {
  NEW: "new",
  THERE: "there already",
  ARCHIVED: "archived",
} as const satisfies Record<TemplatePartView["state"], string>;

/** What a template would make here, the button that makes it, and the one that takes it back. */
export function TemplateParts({ template: { key, name, parts } }: { template: TemplateView }) {
  return (
    <Card
      flush
      title={`What “${name}” makes`}
      description="Nothing that is there already is changed. Plans are published at once."
      actions={<Making template={key} parts={parts} />}
    >
      <DataTable
        label={`Parts of ${name}`}
        columns={COLUMNS}
        rows={parts}
        rowKey={(part) => `${part.kind} ${part.name}`}
        empty={null}
      />
      <TakingBack template={key} parts={parts} />
    </Card>
  );
}

type Made = { template: string; parts: TemplateView["parts"] };

function Making({ template, parts }: Made) {
  const router = useRouter();
  const missing = parts.filter(({ state }) => state !== "THERE").length;
  if (missing === 0) return <ButtonLink href="/plans">See the plans</ButtonLink>;
  return (
    <ActionButton
      variant="primary"
      run={() => applyTemplateAction({ template })}
      onDone={(made) => {
        toast.success(`Made ${countsText(made)}`);
        router.refresh();
      }}
    >
      Make {missing} {missing === 1 ? "thing" : "things"}
    </ActionButton>
  );
}

/** Archives what nobody has; making the template brings it back. */
function TakingBack({ template, parts }: Made) {
  const router = useRouter();
  if (parts.every(({ state }) => state !== "THERE")) return null;
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 border-t px-4 py-3">
      <p className="text-muted text-sm">
        Not what you were looking for? What has no subscriber and was not used can be archived, and
        made again.
      </p>
      <ActionButton
        run={() => withdrawTemplateAction({ template })}
        onDone={(back) => {
          toast.success(takenBackWords(back));
          router.refresh();
        }}
      >
        Take back
      </ActionButton>
    </div>
  );
}

const takenBackWords = ({ kept, ...counts }: TemplateTakenBack): string => {
  const is = kept.length === 1 ? "is" : "are";
  const still =
    kept.length > 0 && `${kept.join(", ")} ${is} in use and ${is === "is" ? "stays" : "stay"}`;
  return [`Archived ${countsText(counts)}`, still].filter(Boolean).join(". ");
};

const countOf = (count: number, one: string) =>
  count > 0 ? [`${count} ${one}${count === 1 ? "" : "s"}`] : [];

/** `4 features, 1 plan and 4 add-ons` */
const countsText = ({ features, plans, addOns, packs }: TemplateMade): string => {
  const counts = [
    ...countOf(features, "feature"),
    ...countOf(plans, "plan"),
    ...countOf(addOns, "add-on"),
    ...countOf(packs, "pack"),
  ];
  return counts.length > 0 ? new Intl.ListFormat("en").format(counts) : "nothing";
};
