import type { ReactNode } from "react";
import { Snippet } from "@/components/domain/snippet";
import { Notice } from "@/components/ui/notice";
import type { ExchangeView, RequestDetailView } from "@/lib/request-log/schema";

/** What was asked and answered, or why nothing of it is kept. */
export function ExchangeParts({ request: { status, exchange } }: { request: RequestDetailView }) {
  if (exchange === null) return <Notice>{status < 400 ? WENT_WELL : NOTHING_KEPT}</Notice>;
  return (
    <>
      <Notice tone={status >= 500 ? "danger" : "warning"} title={exchange.said}>
        <Faults exchange={exchange} />
      </Notice>
      <Part title="Request">
        {exchange.body === null ? (
          <p className="text-muted text-sm">{bodyWords(exchange)}</p>
        ) : (
          <>
            <Snippet name="request" code={exchange.body} />
            <Hint>
              {exchange.bodyState === "CUT" && "Cut where it is long. "}
              {exchange.body.includes("[redacted]") && "What may be a secret is left out."}
            </Hint>
          </>
        )}
      </Part>
      <Part title="Answer">
        <Snippet name="answer" code={exchange.answer} />
        <Hint>{exchange.isAnswerCut && "Cut where it is long."}</Hint>
      </Part>
      <Part title="The same call from a shell">
        <Snippet name="curl" code={exchange.curl} />
        <Hint>
          {exchange.bodyState !== "WHOLE" &&
            exchange.bodyState !== "NONE" &&
            "Its body is not the one that was sent."}
        </Hint>
      </Part>
    </>
  );
}

const WENT_WELL = "The call went well: of such calls neither the request nor the answer is kept.";
const NOTHING_KEPT =
  "Neither the request nor the answer was kept: that is switched off, too much came at once, or the call came from outside, as Stripe’s do.";

function Faults({ exchange }: { exchange: ExchangeView }) {
  const faults = exchange.faults.filter(({ field, said }) => field || said !== exchange.said);
  if (faults.length === 0) return null;
  return (
    <ul aria-label="Fields to mend" className="grid gap-1">
      {faults.map(({ field, said }) => (
        <li key={`${field}: ${said}`}>
          {field !== "" && <strong className="font-medium">{field}: </strong>}
          {said}
        </li>
      ))}
    </ul>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-1.5">
      <h3 className="font-medium text-sm">{title}</h3>
      {children}
    </section>
  );
}

const Hint = ({ children }: { children: ReactNode }) => (
  <p className="text-muted text-xs empty:hidden">{children}</p>
);

const BODY_WORDS = {
  NONE: "The call had no body.",
  UNREAD: "The call was refused before its body was read.",
  NOT_JSON: "The body is not JSON, so nothing of it was kept.",
  TOO_LARGE: "The body is too large to be kept.",
  LEFT_OUT: "Too many refused calls came at once for their bodies to be kept.",
  WHOLE: "",
  CUT: "",
} as const satisfies Record<ExchangeView["bodyState"], string>;

function bodyWords({ bodyState, contentType, bodyBytes }: ExchangeView): string {
  const words = BODY_WORDS[bodyState];
  if (bodyState === "NONE") return words;
  const told = [contentType, bodyBytes !== null && `${bodyBytes.toLocaleString("en")} bytes`];
  const known = told.filter(Boolean).join(", ");
  return known === "" ? words : `${words} It came as ${known}.`;
}
