/** Where the rail leads, and what one must be allowed to see there. Only pages that exist stand here. */
import {
  BookOpenText,
  Boxes,
  Braces,
  FileDown,
  FlaskConical,
  KeyRound,
  LayoutDashboard,
  Lock,
  Package,
  Radio,
  ReceiptText,
  Repeat,
  ScrollText,
  Settings,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import type { Place, PlaceGroup } from "@/components/layout/navigation";
import type { OrganizationMode, Permission } from "@/lib/auth/permission";

type Gated = Place & {
  readonly permission: Permission;
  /** Only a sandbox has it. */
  readonly isTestOnly?: boolean;
};

const GROUPS: readonly { label: string | null; places: readonly Gated[] }[] = [
  {
    label: null,
    places: [
      {
        href: "/",
        label: "Overview",
        keys: "g o",
        permission: "report:read",
        icon: <LayoutDashboard aria-hidden />,
      },
      {
        href: "/customers",
        label: "Customers",
        keys: "g c",
        permission: "customer:read",
        icon: <Users aria-hidden />,
      },
      {
        href: "/subscriptions",
        label: "Subscriptions",
        keys: "g s",
        permission: "subscription:read",
        icon: <Repeat aria-hidden />,
      },
    ],
  },
  {
    label: "Catalog",
    places: [
      {
        href: "/features",
        label: "Features",
        keys: "g f",
        permission: "catalog:read",
        icon: <SlidersHorizontal aria-hidden />,
      },
      {
        href: "/plans",
        label: "Plans",
        keys: "g p",
        permission: "catalog:read",
        icon: <Boxes aria-hidden />,
      },
      {
        href: "/packs",
        label: "Packs & add-ons",
        keys: "g k",
        permission: "catalog:read",
        icon: <Package aria-hidden />,
      },
    ],
  },
  {
    label: "Billing",
    places: [
      {
        href: "/invoices",
        label: "Invoices",
        keys: "g i",
        permission: "invoice:read",
        icon: <ReceiptText aria-hidden />,
      },
      {
        href: "/ledger",
        label: "Ledger",
        keys: "g l",
        permission: "ledger:read",
        icon: <BookOpenText aria-hidden />,
      },
      {
        href: "/holds",
        label: "Holds",
        keys: "g h",
        permission: "wallet:read",
        icon: <Lock aria-hidden />,
      },
    ],
  },
  {
    label: "Usage",
    places: [
      {
        href: "/events",
        label: "Events",
        keys: "g e",
        permission: "usage:read",
        icon: <Radio aria-hidden />,
      },
    ],
  },
  {
    label: "Developers",
    places: [
      {
        href: "/developers/keys",
        label: "API keys",
        keys: "g a",
        permission: "developer:read",
        icon: <KeyRound aria-hidden />,
      },
      {
        href: "/developers/logs",
        label: "Logs",
        keys: "g r",
        permission: "developer:read",
        icon: <ScrollText aria-hidden />,
      },
      {
        href: "/docs/api",
        label: "API reference",
        keys: "g d",
        permission: "developer:read",
        icon: <Braces aria-hidden />,
      },
      {
        href: "/developers/test-clocks",
        label: "Test clocks",
        keys: "g t",
        permission: "developer:read",
        isTestOnly: true,
        icon: <FlaskConical aria-hidden />,
      },
    ],
  },
  {
    label: null,
    places: [
      {
        href: "/exports",
        label: "Exports",
        keys: "g x",
        permission: "report:read",
        icon: <FileDown aria-hidden />,
      },
      {
        href: "/settings",
        label: "Settings",
        keys: "g ,",
        // Everybody may see how late events may come; the sections ask for more themselves.
        permission: "usage:read",
        icon: <Settings aria-hidden />,
      },
    ],
  },
];

/** The places for someone with these permissions, without what makes them so. */
export function placesFor(
  permissions: readonly Permission[],
  mode: OrganizationMode,
): readonly PlaceGroup[] {
  return GROUPS.map(({ label, places }) => ({
    label,
    places: places
      .filter(({ permission }) => permissions.includes(permission))
      .filter(({ isTestOnly }) => !isTestOnly || mode === "TEST")
      .map(({ permission: _, isTestOnly: __, ...place }) => place),
  })).filter(({ places }) => places.length > 0);
}
