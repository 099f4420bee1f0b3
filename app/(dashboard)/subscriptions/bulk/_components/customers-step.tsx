"use client";

import { Upload } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/input";

/** Whom to subscribe: external ids, pasted or out of a file. */
export function CustomersStep({
  text,
  count,
  onChange,
}: {
  text: string;
  count: number;
  onChange: (text: string) => void;
}) {
  const file = useRef<HTMLInputElement>(null);
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? [];
    if (chosen) onChange(await chosen.text());
    event.target.value = "";
  };
  return (
    <div className="grid gap-2">
      <Field
        label="External ids"
        hint="One a line, or a file whose first column they are"
        aside={`${count} ${count === 1 ? "customer" : "customers"}`}
      >
        <Textarea
          rows={6}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          spellCheck={false}
          className="font-mono text-xs"
        />
      </Field>
      <div>
        <Button onClick={() => file.current?.click()}>
          <Upload aria-hidden />
          Upload a list
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          aria-label="List of external ids"
          onChange={(event) => void read(event)}
          className="hidden"
        />
      </div>
    </div>
  );
}
