import type { Metadata } from "next";
import { pageContext } from "@/lib/transport/page";
import { NewPlan } from "../../../plans/_sections/new-plan";

export const metadata: Metadata = { title: "New add-on" };

export default async function NewAddOnPage() {
  return <NewPlan ctx={await pageContext("catalog:write")} kind="ADD_ON" />;
}
