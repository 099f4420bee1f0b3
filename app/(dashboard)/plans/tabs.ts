import type { Tab } from "@/components/ui/tabs-nav";

/** What is sold, and what it belongs to. */
export const PLAN_TABS: readonly Tab[] = [
  { href: "/plans", label: "Plans" },
  { href: "/plans/compare", label: "Compare" },
  { href: "/plans/products", label: "Products" },
];
