import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";

/** Over every page of a customer that does not live at real time. */
export function ClockNotice({
  clockId,
  at,
  mayOpen,
}: {
  clockId: string;
  /** What the clock says, ISO. */
  at: string;
  mayOpen: boolean;
}) {
  return (
    <Notice title="On a test clock">
      For this customer it is <Instant at={at} show="exact" className="font-medium" />.{" "}
      {mayOpen && (
        <Link
          href={`/developers/test-clocks/${clockId}`}
          prefetch={false}
          className="font-medium underline underline-offset-2"
        >
          Open the clock
        </Link>
      )}
    </Notice>
  );
}
