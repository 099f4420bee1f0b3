import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <div className="mx-auto grid max-w-lg gap-3 px-4 py-16">
      <h1 className="font-semibold text-xl">There is nothing here</h1>
      <p className="text-muted">
        The address may be mistyped, or what it names belongs to another organization.
      </p>
      <div className="mt-2 flex gap-2">
        <ButtonLink href="/" variant="primary">
          Overview
        </ButtonLink>
        <ButtonLink href="/customers">Customers</ButtonLink>
      </div>
    </div>
  );
}
