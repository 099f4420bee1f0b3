"use client";

import { KeyRound } from "lucide-react";
import { parseAsString, useQueryStates } from "nuqs";
import { Empty } from "@/components/domain/empty";
import { Instant } from "@/components/domain/instant";
import { Status } from "@/components/domain/status";
import { NewLink } from "@/components/layout/new-link";
import type { Column } from "@/components/table/column";
import { DataTable } from "@/components/table/data-table";
import { RowMenu } from "@/components/table/row-menu";
import { Badge } from "@/components/ui/badge";
import { MenuItem, MenuLink } from "@/components/ui/dropdown-menu";
import type { ApiKeyView } from "@/lib/api-key/schema";
import { keyHint, scopesInWords } from "./key-words";

type Deed = "roll" | "revoke";
type Row = ApiKeyView & { readonly onDeed: ((deed: Deed) => void) | undefined };

const logsOf = ({ id }: ApiKeyView) => `/developers/logs?key=${id}`;

const COLUMNS: readonly Column<Row>[] = [
  {
    id: "name",
    header: "Key",
    cell: ({ name }) => <span className="break-words">{name}</span>,
    href: logsOf,
    narrow: "title",
  },
  {
    id: "hint",
    header: "Secret",
    cell: (key) => (
      <span className="flex flex-wrap items-center gap-2">
        <code className="font-mono text-xs">{keyHint(key)}</code>
        <Badge tone={key.mode === "live" ? "accent" : "neutral"}>{key.mode}</Badge>
      </span>
    ),
    narrow: "detail",
  },
  {
    id: "scopes",
    header: "May",
    cell: ({ scopes }) => <span className="break-words">{scopesInWords(scopes)}</span>,
  },
  {
    id: "used",
    header: "Last used",
    cell: ({ lastUsedAt, lastUsedFrom }) => (
      <>
        <Instant at={lastUsedAt} />
        {lastUsedFrom && <span className="block text-muted text-xs">from {lastUsedFrom}</span>}
      </>
    ),
  },
  {
    id: "created",
    header: "Made",
    cell: ({ createdAt, createdBy }) => (
      <>
        <Instant at={createdAt} show="day" />
        <span className="block text-muted text-xs">by {createdBy}</span>
      </>
    ),
  },
  {
    id: "ends",
    header: "Ends",
    cell: ({ expiresAt, replacedBy, status }) => (
      <>
        <Instant at={expiresAt} show="exact" />
        {replacedBy && status === "active" && (
          <span className="block text-muted text-xs">rolled: callers change over</span>
        )}
      </>
    ),
  },
  {
    id: "state",
    header: "State",
    cell: ({ status }) => <Status value={status} />,
    narrow: "figure",
  },
  {
    id: "menu",
    header: "Actions",
    align: "end",
    cell: (key) => <KeyMenu of={key} />,
    narrow: "note",
  },
];

function KeyMenu({ of: key }: { of: Row }) {
  const { onDeed, replacedBy, status } = key;
  return (
    <span className="relative">
      <RowMenu label={`Actions for ${key.name}`}>
        <MenuLink href={logsOf(key)}>Its calls</MenuLink>
        {onDeed && status === "active" && (
          <>
            {!replacedBy && <MenuItem onSelect={() => onDeed("roll")}>Roll…</MenuItem>}
            <MenuItem tone="danger" onSelect={() => onDeed("revoke")}>
              Revoke…
            </MenuItem>
          </>
        )}
      </RowMenu>
    </span>
  );
}

export function KeyTable({ rows, mayWrite }: { rows: readonly ApiKeyView[]; mayWrite: boolean }) {
  const [, ask] = useQueryStates(
    { do: parseAsString, key: parseAsString },
    { shallow: false, history: "push" },
  );
  const own = rows.map((key) => ({
    ...key,
    onDeed: mayWrite ? (deed: Deed) => void ask({ do: deed, key: key.id }) : undefined,
  }));
  return (
    <DataTable
      label="API keys"
      columns={COLUMNS}
      rows={own}
      rowKey={({ id }) => id}
      empty={
        <Empty
          title="No API keys yet"
          icon={<KeyRound />}
          action={mayWrite && <NewLink href="/developers/keys?do=new">New key</NewLink>}
        >
          A program sends its key with every call. Give each one a key of its own, with no more
          scopes than it needs.
        </Empty>
      }
    />
  );
}
