import type { Tab } from "@/components/ui/tabs-nav";

/** What is sold beside plans: once, or again each period. */
export const PACK_TABS: readonly Tab[] = [
  { href: "/packs", label: "Credit packs" },
  { href: "/packs/add-ons", label: "Add-ons" },
];
