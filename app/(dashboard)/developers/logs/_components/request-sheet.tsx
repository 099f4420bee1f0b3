"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { IdChip } from "@/components/domain/id-chip";
import { Instant } from "@/components/domain/instant";
import { useHref } from "@/components/table/use-href";
import { Badge } from "@/components/ui/badge";
import { Facts } from "@/components/ui/card";
import { Sheet } from "@/components/ui/sheet";
import type { RequestDetailView } from "@/lib/request-log/schema";
import { toneOfAnswer } from "./answer-tone";
import { ExchangeParts } from "./exchange-parts";

/** One call: who asked what, how it was answered, and why it was refused. */
export function RequestSheet({ request }: { request: RequestDetailView | undefined }) {
  const router = useRouter();
  const { here } = useHref();
  const close = () => router.push(here({ row: null }), { scroll: false });
  return (
    <Sheet
      open={request !== undefined}
      onOpenChange={(open) => !open && close()}
      title={
        request ? (
          <code className="wrap-anywhere font-mono text-base">
            {request.method} {request.path}
          </code>
        ) : (
          "Call"
        )
      }
    >
      {request && (
        <div className="grid grid-cols-1 gap-5">
          <Answer request={request} />
          <Facts items={factsOf(request)} />
          <ExchangeParts request={request} />
        </div>
      )}
    </Sheet>
  );
}

const Answer = ({ request: { status, code, isReplayed } }: { request: RequestDetailView }) => (
  <div className="flex flex-wrap items-center gap-2">
    <Badge tone={toneOfAnswer(status)}>{status}</Badge>
    {code && <code className="font-mono text-muted text-xs">{code}</code>}
    {isReplayed && <Badge tone="info">replayed</Badge>}
  </div>
);

type Fact = readonly [string, ReactNode];

function factsOf(request: RequestDetailView): readonly Fact[] {
  const { at, ms, apiKeyId, actorName, address, requestId, isReplayed, exchange } = request;
  const facts: readonly (Fact | false)[] = [
    ["Request id", <RequestId key="request" id={requestId} />],
    exchange !== null && ["Asked for", <Address key="target" text={exchange.target} />],
    exchange?.idempotencyKey != null && [
      "Idempotency key",
      <IdChip key="idempotency" id={exchange.idempotencyKey} name="idempotency key" />,
    ],
    isReplayed && ["Replayed", "The answer that was given first under this idempotency key"],
    ["When", <Instant key="at" at={at} show="exact" />],
    ["Took", `${ms} ms`],
    ["Key", apiKeyId === null ? `${actorName}, by session` : <Key key="key" request={request} />],
    address !== null && ["From", address],
  ];
  return facts.filter((fact) => fact !== false);
}

/** To be copied whole, and to the calls that share it. */
const RequestId = ({ id }: { id: string }) => (
  <>
    <IdChip id={id} name="request id" />{" "}
    <Link
      href={`/developers/logs?q=${encodeURIComponent(id)}`}
      prefetch={false}
      className="whitespace-nowrap text-xs underline underline-offset-2"
    >
      Calls with this id
    </Link>
  </>
);

const Address = ({ text }: { text: string }) => (
  <code className="wrap-anywhere font-mono text-xs">{text}</code>
);

const Key = ({ request: { actorName, apiKeyId } }: { request: RequestDetailView }) => (
  <Link
    href={`/developers/logs?key=${apiKeyId}`}
    prefetch={false}
    className="underline underline-offset-2"
  >
    {actorName}
  </Link>
);
