import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { apiReference } from "@/lib/api/reference";
import { MethodBadge } from "../_components/method-badge";
import { OperationCard } from "../_sections/operation-card";

type Props = { params: Promise<{ group: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${(await params).group} · API reference` };
}

export default async function GroupPage({ params }: Props) {
  const { group: wanted } = await params;
  const group = apiReference().find(({ name }) => name === wanted);
  if (!group) notFound();
  return (
    <>
      <PageHeader
        title={group.name}
        purpose={group.words}
        actions={
          <Link href="/docs/api" className="text-accent text-sm hover:underline">
            All operations
          </Link>
        }
      />
      <nav aria-label="Operations">
        <ul className="grid gap-x-6 gap-y-1 lg:grid-cols-2">
          {group.operations.map(({ id, method, path }) => (
            <li key={id}>
              <a href={`#${id}`} className="flex items-center gap-2 py-0.5 hover:underline">
                <MethodBadge method={method} />
                <code className="break-all font-mono text-xs">{path}</code>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {group.operations.map((operation) => (
        <OperationCard key={operation.id} operation={operation} />
      ))}
    </>
  );
}
