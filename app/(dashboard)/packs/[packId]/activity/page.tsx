import type { Metadata } from "next";
import { pageContext } from "@/lib/transport/page";
import { History } from "../../../_sections/history";
import { namedPack } from "../../_sections/named-pack";
import { loadPackPageParams, type PackPageProps } from "../../search-params";
import { PackHead } from "../_sections/pack-head";

export const metadata: Metadata = { title: "Activity" };

export default async function PackActivityPage({ params, searchParams }: PackPageProps) {
  const ctx = await pageContext("catalog:read");
  const { pack, packId } = await namedPack(ctx, (await params).packId);
  const { after } = await loadPackPageParams(searchParams);
  return (
    <>
      <PackHead pack={pack} purpose="Who changed it, when and how." />
      <History ctx={ctx} entity="pack" id={packId} cursor={after} />
    </>
  );
}
