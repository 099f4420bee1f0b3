import { idText } from "@/lib/ids";
import { curlOfCall } from "./rules/curl";
import { prettyJson } from "./rules/exact-json";
import type { Exchange } from "./rules/exchange";
import { wordsOfAnswer } from "./rules/faults";
import type { ExchangeView, RequestDetailView, RequestView } from "./schema";
import type { LoggedRequest } from "./store";

export const requestView = (request: LoggedRequest): RequestView => {
  const { id, at, method, path, status, code, ms, apiKeyId } = request;
  const { actorName, address, requestId, isReplayed } = request;
  return {
    id: idText("req", id),
    at: at.toISOString(),
    ...{ method, path, status, code, ms },
    apiKeyId: apiKeyId && idText("key", apiKeyId),
    ...{ actorName, address, requestId, isReplayed },
  };
};

export const requestDetailView = (
  request: LoggedRequest,
  exchange: Exchange | undefined,
): RequestDetailView => ({
  ...requestView(request),
  exchange: exchange === undefined ? null : exchangeView(request, exchange),
});

function exchangeView({ method }: LoggedRequest, exchange: Exchange): ExchangeView {
  const { target, idempotencyKey, contentType, bodyBytes, bodyState, body } = exchange;
  const { said, faults } = wordsOfAnswer(exchange.answer);
  return {
    ...{ said, faults: [...faults] },
    ...{ target, idempotencyKey, contentType, bodyBytes, bodyState },
    body: body && prettyJson(body),
    answer: prettyJson(exchange.answer),
    isAnswerCut: exchange.isAnswerCut,
    curl: curlOfCall({ method, target, idempotencyKey, body }),
  };
}
