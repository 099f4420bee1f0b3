/** Browser side: how it stands with the ledger's verification, over GET /v1/ledger/verification. */
import { queryOptions } from "@tanstack/react-query";
import type { VerificationView } from "./schema/verification";

/** Asked again every so often while a run is under way. */
const WHILE_UNDER_WAY_MS = 1_500;

export const verificationOptions = (initial?: VerificationView) =>
  queryOptions({
    queryKey: ["ledger", "verification"] as const,
    queryFn: ({ signal }) => fetchVerification(signal),
    refetchInterval: ({ state }) => (state.data?.underWay ? WHILE_UNDER_WAY_MS : false),
    staleTime: 60_000,
    ...(initial && { initialData: initial }),
  });

/** @throws Error with the answer's own words if it is not a success. */
async function fetchVerification(signal: AbortSignal): Promise<VerificationView> {
  const headers = { accept: "application/json" };
  const response = await fetch("/v1/ledger/verification", { signal, headers });
  const body: unknown = await response.json();
  // The list is shown without it; whoever asks anew brings what reads the answer.
  const { VerificationProblem, VerificationView } = await import("./schema/verification");
  if (!response.ok) throw new Error(VerificationProblem.parse(body).detail);
  return VerificationView.parse(camelKeys(body));
}

/** The API writes keys in snake case. */
function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      camelKeys(inner),
    ]),
  );
}
