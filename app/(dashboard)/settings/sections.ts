/** What the settings have; each section is a folder here, and gates itself. */
import type { Tab } from "@/components/ui/tabs-nav";
import type { Permission } from "@/lib/auth/permission";

const SECTIONS: readonly (Tab & { readonly permission: Permission })[] = [
  { href: "/settings/integrations", label: "Integrations", permission: "settings:read" },
  { href: "/settings/invoicing", label: "Invoicing", permission: "settings:read" },
  { href: "/settings/credits", label: "Credits", permission: "catalog:read" },
  { href: "/settings/usage", label: "Usage", permission: "usage:read" },
];

/** Those that somebody with these permissions may see. */
export const sectionsFor = (permissions: readonly Permission[]): readonly Tab[] =>
  SECTIONS.filter(({ permission }) => permissions.includes(permission)).map(
    ({ permission: _, ...tab }) => tab,
  );
