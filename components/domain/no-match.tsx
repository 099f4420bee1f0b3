import { SearchX } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "./empty";

/** A list whose filters leave nothing, and the way out of them: `<NoMatch noun="plan" href="/plans" />`. */
export function NoMatch({ noun, href }: { noun: string; href: string }) {
  return (
    <Empty
      title={`No ${noun} matches`}
      icon={<SearchX />}
      action={<ButtonLink href={href}>Clear search and filters</ButtonLink>}
    >
      Try fewer words or another filter.
    </Empty>
  );
}
