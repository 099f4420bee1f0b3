/** A call that was refused, as the request log has it a second later. */
import { randomUUID } from "node:crypto";
import type { Context } from "@/lib/context";
import { idText, newId, type RequestLogId } from "@/lib/ids";
import { exchangeOf } from "@/lib/request-log/rules/exchange";
import { insertExchanges, insertRequests } from "@/lib/request-log/store";
import { invalidInput } from "@/lib/transport/fault";
import { problemOf } from "@/lib/transport/problem";
import { problemBody } from "@/lib/transport/problem-body";

const BODY = { external_id: "acme", email: "ada at acme.example", metadata: { api_key: "abc" } };

/** For want of a right email address. @returns its id. */
export async function aRefusedCall({ organizationId }: Context): Promise<string> {
  const id = newId<RequestLogId>();
  const requestId = randomUUID();
  const fault = { path: ["email"], code: "invalid_format", message: "Invalid email address" };
  const { status, problem } = problemOf(invalidInput([fault]), requestId);
  await insertRequests([
    {
      ...{ id, organizationId, at: new Date(), method: "POST", path: "/customers", status },
      ...{ code: problem.code, ms: 4, apiKeyId: null, actorName: "Test", address: "203.0.113.7" },
      ...{ requestId, isReplayed: false },
    },
  ]);
  const text = JSON.stringify(BODY);
  const said = exchangeOf({
    ...{ target: "/v1/customers", idempotencyKey: null, contentType: "application/json" },
    ...{ bodyBytes: text.length, body: { state: "READ", text } },
    answer: JSON.stringify(problemBody(problem, status)),
  });
  await insertExchanges([{ id, ...said }]);
  return idText("req", id);
}
