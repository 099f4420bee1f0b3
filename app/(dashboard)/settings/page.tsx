import { redirect } from "next/navigation";
import { listPermissions } from "@/lib/transport/staff-gate";
import { sectionsFor } from "./sections";

/** What stands under it has pages of its own; each gates itself. */
export default async function SettingsPage() {
  const [first] = sectionsFor(await listPermissions());
  redirect(first?.href ?? "/no-access?permission=settings:read");
}
