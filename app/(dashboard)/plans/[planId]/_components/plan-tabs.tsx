import { TabsNav } from "@/components/ui/tabs-nav";

/** The parts of a plan. */
export const PlanTabs = ({ planId }: { planId: string }) => (
  <TabsNav
    label="Plan"
    tabs={[
      { href: `/plans/${planId}`, label: "Overview" },
      { href: `/plans/${planId}/versions`, label: "Versions" },
    ]}
  />
);
