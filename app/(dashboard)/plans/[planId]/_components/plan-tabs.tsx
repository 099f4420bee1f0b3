import { TabsNav } from "@/components/ui/tabs-nav";

/** The parts of a plan or an add-on. */
export const PlanTabs = ({ planId }: { planId: string }) => (
  <TabsNav
    label="Plan"
    tabs={[
      { href: `/plans/${planId}`, label: "Overview" },
      { href: `/plans/${planId}/subscribers`, label: "Subscribers" },
      { href: `/plans/${planId}/versions`, label: "Versions" },
      { href: `/plans/${planId}/activity`, label: "Activity" },
    ]}
  />
);
