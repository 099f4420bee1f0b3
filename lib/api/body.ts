/** Takes a request's body from the wire: of bounded size, of the right type, in valid UTF-8. */
import { DomainError } from "@/lib/errors";
import { brokenJson } from "./json";

const MOST_BYTES = 8 * 1024 * 1024;

/**
 * @returns the text of a JSON body, `""` if there is none.
 * @throws DomainError `too_large`, `unsupported_media_type`, `validation_error`.
 */
export async function readBody(request: Request): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) throw tooLarge();
  const bytes = await readBounded(request);
  if (bytes.byteLength === 0) return "";
  if (!isJson(request.headers.get("content-type"))) {
    throw new DomainError(
      "unsupported_media_type",
      "Send JSON with content-type application/json",
      {
        expected: "application/json",
      },
    );
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw brokenJson("The body is not valid UTF-8");
  }
}

/** Counts what really arrives: a length that is claimed, or none, proves nothing. */
async function readBounded(request: Request): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

const isJson = (type: string | null) =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type?.trim() ?? "");

const tooLarge = () =>
  new DomainError("too_large", "The body is larger than 8 MB", { limit: `${MOST_BYTES} bytes` });
