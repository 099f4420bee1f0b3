import { redirect } from "next/navigation";

/** What stands under it has pages of its own; each gates itself. */
export default function SettingsPage() {
  redirect("/settings/integrations");
}
