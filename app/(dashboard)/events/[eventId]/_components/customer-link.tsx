import Link from "next/link";
import type { TraceProps } from "./trace-props";

/** Whose event it is; nothing while nobody is known. */
export function CustomerLink({ explained: { event } }: TraceProps) {
  if (event.customerId === null) return null;
  return (
    <Link
      href={`/customers/${event.customerId}`}
      prefetch={false}
      className="justify-self-start underline underline-offset-2"
    >
      {event.customerName}
    </Link>
  );
}
