import { redirect } from "next/navigation";
import { pageContext } from "@/lib/transport/page";

/** The versions are listed on the plan's own page; the breadcrumbs lead here. */
export default async function PlanVersionsPage({
  params,
}: {
  params: Promise<{ planId: string }>;
}) {
  await pageContext("catalog:read");
  redirect(`/plans/${(await params).planId}`);
}
