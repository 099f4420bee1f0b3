"use client";

import { useState, useTransition } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input, Textarea } from "@/components/ui/input";
import { Notice } from "@/components/ui/notice";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { type Call, callOf } from "./try-call";

type Answer = {
  readonly status: number;
  readonly requestId: string | null;
  readonly text: string;
};

/** The operation asked for from here: readings with the dashboard's session or a key, the rest with a test key. */
export function TryIt({ call, example }: { call: Call; example: string | null }) {
  const [open, setOpen] = useState(false);
  const name = `${call.method} ${call.path}`;
  return (
    <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="font-medium text-sm">
        Try it<span className="sr-only">, {name}</span>
      </summary>
      {open && <TryForm call={call} example={example} name={name} />}
    </details>
  );
}

function TryForm({ call, example, name }: { call: Call; example: string | null; name: string }) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [key, setKey] = useState(() => sessionStorage.getItem(STORED) ?? "");
  const [body, setBody] = useState(example);
  const [fault, setFault] = useState<string>();
  const [answer, setAnswer] = useState<Answer>();
  const [isPending, startTransition] = useTransition();

  const send = () =>
    startTransition(async () => {
      const made = callOf(call, { key: key.trim(), values, body });
      setFault(made.ok ? undefined : made.fault);
      if (!made.ok) return;
      if (key.startsWith("fl_test_")) sessionStorage.setItem(STORED, key.trim());
      try {
        setAnswer(await answered(made.address, made.init));
      } catch {
        setFault("The server could not be reached");
      }
    });

  return (
    <form
      aria-label={`Try ${name}`}
      className="mt-3 grid grid-cols-1 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Field
        label="Key"
        optional={call.method === "GET"}
        hint={
          call.method === "GET"
            ? "Without one, what you may read in the dashboard is read"
            : "A test key, fl_test_…; it is kept in this tab alone"
        }
      >
        <Input
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
      </Field>
      {call.parameters.map((parameter) => (
        <Field key={parameter.name} label={parameter.name} optional={!parameter.isRequired}>
          <Input
            spellCheck={false}
            value={values[parameter.name] ?? ""}
            onChange={({ target }) => setValues({ ...values, [parameter.name]: target.value })}
          />
        </Field>
      ))}
      {body !== null && (
        <Field label="Body">
          <Textarea
            rows={Math.min(body.split("\n").length + 1, 16)}
            spellCheck={false}
            className="font-mono text-xs"
            value={body}
            onChange={({ target }) => setBody(target.value)}
          />
        </Field>
      )}
      <Notice tone="danger">{fault}</Notice>
      <Button type="submit" variant="primary" pending={isPending} className="justify-self-start">
        Send {call.method}
      </Button>
      {answer && <Answered answer={answer} name={name} />}
    </form>
  );
}

const STORED = "florin-test-key";

async function answered(address: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(address, init);
  const text = await response.text();
  const requestId = response.headers.get("x-request-id");
  return { status: response.status, requestId, text: pretty(text) };
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function Answered({ answer: { status, requestId, text }, name }: { answer: Answer; name: string }) {
  return (
    <section aria-label={`Answer of ${name}`} className="grid grid-cols-1 gap-2">
      <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={status < 400 ? "success" : "warning"}>{status}</Badge>
        {requestId && <code className="break-all font-mono text-muted text-xs">{requestId}</code>}
      </p>
      {text !== "" && (
        <ScrollRegion
          aria-label={`Body of the answer of ${name}`}
          className="max-h-96 overflow-auto rounded border bg-sunken p-3"
        >
          <pre className="font-mono text-xs">{text}</pre>
        </ScrollRegion>
      )}
    </section>
  );
}
