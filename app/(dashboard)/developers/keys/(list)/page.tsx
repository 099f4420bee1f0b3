import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { Suspense } from "react";
import { NewLink } from "@/components/layout/new-link";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { listApiKeys } from "@/lib/api-key/reads";
import type { Context } from "@/lib/context";
import { type ApiKeyId, idText } from "@/lib/ids";
import { countCallsOfKey } from "@/lib/request-log/reads";
import { pageContext } from "@/lib/transport/page";
import { listPermissions } from "@/lib/transport/staff-gate";
import { KeyDeeds } from "../_components/key-deeds";
import { KeyTable } from "../_components/key-table";
import { loadKeyParams, revokedId } from "../search-params";

export const metadata: Metadata = { title: "API keys" };

const A_DAY_MS = 86_400_000;

export default async function KeysPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const ctx = await pageContext("developer:read");
  const revoked = revokedId(await loadKeyParams(searchParams));
  const [keys, permissions, use] = await Promise.all([
    listApiKeys(ctx),
    listPermissions(),
    revoked && callsOf(ctx, revoked),
  ]);
  const mayWrite = permissions.includes("developer:write");

  return (
    <>
      <PageHeader
        title="API keys"
        purpose="What programs come in with, and what each may do."
        actions={
          <>
            <ButtonLink href="/docs/api">API reference</ButtonLink>
            {mayWrite && keys.length > 0 && (
              <NewLink href="/developers/keys?do=new">New key</NewLink>
            )}
          </>
        }
      />
      <Card flush>
        <KeyTable rows={keys} mayWrite={mayWrite} />
      </Card>
      {/* A boundary of its own: while a dialog comes, the list and its button's focus stay. */}
      <Suspense>
        {mayWrite && <KeyDeeds rows={keys} now={ctx.at.toISOString()} use={use ?? null} />}
      </Suspense>
    </>
  );
}

async function callsOf(ctx: Context, id: ApiKeyId) {
  const use = await countCallsOfKey(ctx, id, new Date(ctx.at.getTime() - A_DAY_MS));
  return { keyId: idText("key", id), ...use };
}
