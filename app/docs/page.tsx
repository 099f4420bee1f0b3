import { redirect } from "next/navigation";

/** The reference is what there is to read. */
export default function DocsPage() {
  redirect("/docs/api");
}
