import { idText } from "@/lib/ids";
import type { RequestView } from "./schema";
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
