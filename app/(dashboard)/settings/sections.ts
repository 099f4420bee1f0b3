/** What the settings have; each section is a folder here, and gates itself. */
import type { Tab } from "@/components/ui/tabs-nav";

export const SECTIONS: readonly Tab[] = [{ href: "/settings/integrations", label: "Integrations" }];
