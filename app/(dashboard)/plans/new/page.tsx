import type { Metadata } from "next";
import { pageContext } from "@/lib/transport/page";
import { NewPlan } from "../_sections/new-plan";

export const metadata: Metadata = { title: "New plan" };

export default async function NewPlanPage() {
  return <NewPlan ctx={await pageContext("catalog:write")} kind="PLAN" />;
}
