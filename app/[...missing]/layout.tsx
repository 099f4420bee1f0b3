import type { ReactNode } from "react";
import { findStaffSession } from "@/lib/transport/staff-gate";
import DashboardLayout from "../(dashboard)/layout";

/** Within the frame for who is signed in; others are told without one, and not sent to sign in. */
export default async function MissingLayout({ children }: { children: ReactNode }) {
  const session = await findStaffSession();
  return session ? <DashboardLayout>{children}</DashboardLayout> : children;
}
