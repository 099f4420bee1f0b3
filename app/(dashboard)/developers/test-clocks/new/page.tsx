import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { isSandbox } from "@/lib/customer/reads/clock";
import { pageContext } from "@/lib/transport/page";
import { NewClockForm } from "../_components/new-clock-form";
import { SandboxOnly } from "../_components/sandbox-only";

export const metadata: Metadata = { title: "New test clock" };

export default async function NewTestClockPage() {
  const ctx = await pageContext("developer:write");
  return (
    <>
      <PageHeader
        title="New test clock"
        purpose="It stands still until somebody advances it. Customers name it when they are made."
      />
      {(await isSandbox(ctx)) ? <NewClockForm now={ctx.at.toISOString()} /> : <SandboxOnly />}
    </>
  );
}
