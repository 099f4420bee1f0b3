import type { ReactNode } from "react";
import { ArrivalProvider } from "@/components/layout/arrival";
import { Frame } from "@/components/layout/frame";
import { permissionsOf, ROLE_NAMES } from "@/lib/auth/permission";
import { toSignIn } from "@/lib/transport/page";
import { findStaffSession } from "@/lib/transport/staff-gate";
import { chooseOrganizationAction } from "./actions";
import { placesFor } from "./places";

/** The frame. It gates nothing: every page asks for its own permission. */
export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const session = await findStaffSession();
  if (!session) return toSignIn();
  const { name, current, memberships } = session;
  const choices = memberships.map(({ slug, organizationName, mode }) => ({
    slug,
    name: organizationName,
    isTest: mode === "TEST",
  }));

  return (
    <Frame
      groups={placesFor(permissionsOf(current.role, current.mode), current.mode)}
      organization={current.organizationName}
      isTest={current.mode === "TEST"}
      user={{
        name,
        role: ROLE_NAMES[current.role],
        current: current.slug,
        choices,
        onChoose: chooseOrganizationAction,
      }}
    >
      <ArrivalProvider of={crypto.randomUUID()}>{children}</ArrivalProvider>
    </Frame>
  );
}
