import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { Operation, Parameter } from "@/lib/api/reference";
import { MethodBadge } from "../_components/method-badge";
import { TryIt } from "../_components/try-it";
import { Code } from "./code";
import { FieldList } from "./field-list";

/** One operation: its address and scope, what it takes and answers, and a call of it. */
export function OperationCard({ operation }: { operation: Operation }) {
  const { id, method, path, summary, scope, parameters, body, reply, status } = operation;
  return (
    <section
      id={id}
      aria-labelledby={`${id}-title`}
      className="grid scroll-mt-16 gap-6 rounded-lg border bg-surface p-4 target:border-accent lg:grid-cols-2"
    >
      <div className="grid min-w-0 content-start gap-5">
        <header className="grid gap-2">
          <h2 id={`${id}-title`} className="font-semibold text-base">
            {summary}
          </h2>
          <p className="flex flex-wrap items-center gap-2">
            <MethodBadge method={method} />
            <code className="break-all font-mono text-sm">/v1{path}</code>
          </p>
          <p className="text-muted text-sm">
            Scope <code className="font-mono text-xs">{scope}</code>
          </p>
        </header>
        {parameters.length > 0 && <Parameters parameters={parameters} />}
        {body.length > 0 && <FieldList title="Body" fields={body} isInput />}
        <Answers operation={operation} />
        {reply.length > 0 && (
          <details>
            <summary className="font-medium text-sm">What a {status} holds</summary>
            <FieldList title="" fields={reply} />
          </details>
        )}
      </div>
      <div className="grid min-w-0 content-start gap-4">
        <Code label={`the call of ${method} ${path}`} text={operation.curl} />
        {operation.response && (
          <Code label={`the answer of ${method} ${path}`} text={operation.response} />
        )}
        <TryIt
          call={{ method, path, parameters: parameters.map(named) }}
          example={operation.example ?? null}
        />
      </div>
    </section>
  );
}

/** What a call is made of; its words stand beside it already. */
const named = ({ name, place, isRequired }: Parameter) => ({ name, place, isRequired });

function Parameters({ parameters }: { parameters: readonly Parameter[] }) {
  return (
    <div className="grid gap-2">
      <h3 className="font-medium text-sm">Parameters</h3>
      <dl className="divide-y border-y text-sm">
        {parameters.map(({ name, place, type, isRequired, words }) => (
          <div key={`${place} ${name}`} className="grid gap-x-4 py-1.5 sm:grid-cols-[12rem_1fr]">
            <dt>
              <code className="break-all font-mono text-xs">{name}</code>{" "}
              <span className="text-muted text-xs">
                {place}
                {isRequired && ", required"}
              </span>
            </dt>
            <dd className="min-w-0 break-words text-muted">
              {words} <span className="text-xs">{type}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Answers({ operation: { status, refusals } }: { operation: Operation }) {
  return (
    <div className="grid gap-2">
      <h3 className="font-medium text-sm">Answers</h3>
      <ul className="grid gap-1.5 text-sm">
        <li className="flex flex-wrap items-center gap-2">
          <Badge tone="success">{status}</Badge>
          {status === 204 ? "done, without a body" : "done"}
        </li>
        {refusals.map(({ status: refused, codes }) => (
          <li key={refused} className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Badge>{refused}</Badge>
            {codes.map((code) => (
              <Link
                key={code}
                href={`/docs/api#error-${code}`}
                prefetch={false}
                className="font-mono text-accent text-xs underline"
              >
                {code}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </div>
  );
}
