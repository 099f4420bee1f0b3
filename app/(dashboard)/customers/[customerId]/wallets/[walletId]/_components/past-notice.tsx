import Link from "next/link";
import { Instant } from "@/components/domain/instant";
import { Notice } from "@/components/ui/notice";
import { addressOf } from "../search-params";
import type { Look } from "./look";

/** Marks the page as a look at another time: nothing on it can be changed. */
export function PastNotice({ look, at, knownAt }: { look: Look; at: Date; knownAt: Date | null }) {
  const { path, params, zone, now } = look;
  const isToCome = at > now;
  return (
    <Notice
      tone="warning"
      title={
        <>
          {isToCome ? "As it would be on " : "As it was on "}
          <Instant at={at.toISOString()} show="exact" zone={zone} />
        </>
      }
    >
      {isToCome ? "If nothing but time happens until then. " : knownWords(knownAt === null)}
      Nothing can be changed here.{" "}
      <Link
        href={addressOf(path, params, { at: null, known: null })}
        prefetch={false}
        scroll={false}
        className="underline underline-offset-2"
      >
        Back to now
      </Link>
    </Notice>
  );
}

const knownWords = (isKnownNow: boolean) =>
  isKnownNow
    ? "With all that is known today, what was told late included. "
    : "Only with what was known then: what was told later is left out. ";
