import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { PageHeader } from "@/components/ui/page-header";
import { listTemplates } from "@/lib/catalog/reads/templates";
import { pageContext } from "@/lib/transport/page";
import { TemplateChoice } from "./_components/template-choice";
import { TemplateParts } from "./_components/template-parts";
import { loadSetUpParams } from "./search-params";

export const metadata: Metadata = { title: "Set up" };

export default async function SetUpPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("catalog:write");
  const { template: asked } = await loadSetUpParams(searchParams);
  const templates = await listTemplates(ctx);
  const chosen = templates.find(({ key }) => key === asked) ?? templates[0];

  return (
    <>
      <PageHeader
        title="Begin with a template"
        purpose="A catalogue the way others sell credits: features, plans and packs, to be changed as you like."
      />
      {chosen && (
        <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <TemplateChoice templates={templates} chosen={chosen.key} />
          <TemplateParts key={chosen.key} template={chosen} />
        </div>
      )}
    </>
  );
}
