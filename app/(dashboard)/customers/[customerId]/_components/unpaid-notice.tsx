import Link from "next/link";
import { Notice } from "@/components/ui/notice";

/** What is owed, and where it stands; nothing where nothing is. */
export function UnpaidNotice({ customerId, count }: { customerId: string; count: number }) {
  if (count === 0) return null;
  return (
    <Notice tone="warning">
      {count === 1 ? "An invoice is" : `${count} invoices are`} not paid yet. Credits bought with it
      may be waiting.{" "}
      <Link
        href={`/customers/${customerId}/invoices`}
        prefetch={false}
        className="font-medium underline underline-offset-2"
      >
        See invoices
      </Link>
    </Notice>
  );
}
