"use server";

import { redirect } from "next/navigation";
import { chooseOrganization } from "@/lib/transport/staff-gate";

/** Looks at another organization of one's own; what one looked at may not exist there, so it starts anew. */
export async function chooseOrganizationAction(slug: string): Promise<void> {
  await chooseOrganization(slug);
  redirect("/");
}
