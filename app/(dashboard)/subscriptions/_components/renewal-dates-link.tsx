"use client";

import { CalendarSync } from "lucide-react";
import { useHref } from "@/components/table/use-href";
import { ButtonLink } from "@/components/ui/button";

/** To move the renewal dates of all that is seen: the same search and filters. */
export function RenewalDatesLink() {
  const { params } = useHref();
  const query = new URLSearchParams(params);
  query.delete("after");
  const text = query.toString();
  return (
    <ButtonLink href={`/subscriptions/renewal-dates${text ? `?${text}` : ""}`}>
      <CalendarSync aria-hidden />
      Change renewal dates
    </ButtonLink>
  );
}
