/** What the settings have, and what one must be allowed to see there; each section is a folder here. */
import type { Tab } from "@/components/ui/tabs-nav";
import type { Permission } from "@/lib/auth/permission";

type Section = Tab & { readonly permission: Permission };

const SECTIONS: readonly Section[] = [
  { href: "/settings/integrations", label: "Integrations", permission: "settings:read" },
];

/** The sections for someone with these permissions. */
export const sectionsFor = (permissions: readonly Permission[]): readonly Tab[] =>
  SECTIONS.filter(({ permission }) => permissions.includes(permission)).map(
    ({ permission: _, ...tab }) => tab,
  );
