"use client";

import Link from "next/link";
import { parseAsString, useQueryState } from "nuqs";
import { Input } from "@/components/ui/input";
import { MethodBadge } from "./method-badge";

type Listed = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
};
type ListedGroup = {
  readonly name: string;
  readonly words: string;
  readonly operations: readonly Listed[];
};

/** Every operation by group, narrowed by what is typed. */
export function OperationList({ groups }: { groups: readonly ListedGroup[] }) {
  const [query, setQuery] = useQueryState("q", parseAsString.withDefault(""));
  const found = narrowed(groups, query);
  const count = found.reduce((sum, { operations }) => sum + operations.length, 0);
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-center gap-3">
        <Input
          type="search"
          aria-label="Filter operations"
          placeholder="Filter by path or words"
          value={query}
          onChange={(event) => void setQuery(event.target.value || null)}
          className="max-w-sm"
        />
        <p role="status" className="text-muted text-sm">
          {count === 1 ? "1 operation" : `${count} operations`}
        </p>
      </div>
      {found.map((group) => (
        <section key={group.name} aria-labelledby={`group-${group.name}`} className="grid gap-2">
          <div>
            <h2 id={`group-${group.name}`} className="font-semibold text-base">
              <Link href={`/docs/api/${group.name}`} prefetch={false} className="hover:underline">
                {group.name}
              </Link>
            </h2>
            <p className="text-muted text-sm">{group.words}</p>
          </div>
          <ul className="divide-y rounded-lg border bg-surface">
            {group.operations.map((operation) => (
              <li key={operation.id}>
                <OperationLink group={group.name} operation={operation} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function OperationLink({ group, operation }: { group: string; operation: Listed }) {
  const { id, method, path, summary } = operation;
  return (
    <Link
      href={`/docs/api/${group}#${id}`}
      prefetch={false}
      className="grid gap-x-4 gap-y-0.5 px-4 py-2 hover:bg-sunken focus-visible:-outline-offset-2 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
    >
      <span className="flex min-w-0 items-center gap-2">
        <MethodBadge method={method} />
        <code className="break-all font-mono text-xs">{path}</code>
      </span>
      <span className="text-muted text-sm">{summary}</span>
    </Link>
  );
}

/** Every word that was typed has to be there. */
function narrowed(groups: readonly ListedGroup[], query: string): readonly ListedGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ method, path, summary }: Listed) => {
    const text = `${method} ${path} ${summary}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, operations: group.operations.filter(fits) }))
    .filter(({ operations }) => operations.length > 0);
}
