import type { Metadata } from "next";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { apiReference } from "@/lib/api/reference";
import { OperationList } from "./_components/operation-list";
import { CallWords } from "./_sections/call-words";
import { ErrorTable } from "./_sections/error-table";

export const metadata: Metadata = { title: "API reference" };

export default function ReferencePage() {
  const groups = apiReference().map(({ name, words, operations }) => ({
    name,
    words,
    operations: operations.map(({ id, method, path, summary }) => ({ id, method, path, summary })),
  }));
  return (
    <>
      <PageHeader
        title="API reference"
        purpose="Every operation of this server, with the scope it needs, what it takes and answers, and a real call of each."
      />
      <Card title="How a call is made">
        <CallWords />
      </Card>
      <OperationList groups={groups} />
      <Card
        title="Errors"
        description="Every refusal is a problem document (RFC 9457). Its type leads here, its code is part of the contract."
        flush
      >
        <ErrorTable />
      </Card>
    </>
  );
}
