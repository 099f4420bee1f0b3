import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { TabsNav } from "@/components/ui/tabs-nav";
import { listPermissions } from "@/lib/transport/staff-gate";
import { sectionsFor } from "./sections";

/** What stands over every section. It gates nothing: every page asks for its own permission. */
export default async function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Settings" purpose="What holds for the whole organization." />
      <TabsNav label="Settings" tabs={sectionsFor(await listPermissions())} />
      {children}
    </>
  );
}
