import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { findCatalogDefaults } from "@/lib/catalog/reads/defaults";
import { pageContext } from "@/lib/transport/page";
import { NewCustomerForm } from "../_components/new-customer-form";

export const metadata: Metadata = { title: "New customer" };

export default async function NewCustomerPage() {
  const ctx = await pageContext("customer:write");
  const { zone } = await findCatalogDefaults(ctx);
  return (
    <>
      <PageHeader
        title="New customer"
        purpose="Credits, a plan and events come to it afterwards."
      />
      <NewCustomerForm zone={zone} />
    </>
  );
}
