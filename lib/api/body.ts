/** Takes a request's body from the wire: of bounded size, of the right type, in valid UTF-8. */
import type { IncomingMessage } from "node:http";
import { DomainError } from "@/lib/errors";
import { brokenJson } from "./json";

const MOST_BYTES = 8 * 1024 * 1024;

const UTF8 = new TextDecoder("utf-8", { fatal: true });

/**
 * @param incoming the same request as Node's server has it: read from there, a body costs a tenth
 *   of what a `Request` and its stream cost. Absent in tests, which call without a server.
 * @returns the text of a JSON body, `""` if there is none.
 * @throws DomainError `too_large`, `unsupported_media_type`, `validation_error`.
 */
export async function readBody(request: Request, incoming?: IncomingMessage): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > MOST_BYTES) throw tooLarge();
  const bytes = await (incoming ? readIncoming(incoming) : readBounded(request));
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
    return UTF8.decode(bytes);
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

/** A short body has arrived with its head: then nothing needs to be waited for. */
async function readIncoming(incoming: IncomingMessage): Promise<Uint8Array> {
  if (!incoming.complete || incoming.destroyed) return collect(incoming);
  const whole: Buffer | null = incoming.read();
  if (whole !== null && whole.byteLength > MOST_BYTES) throw tooLarge();
  return whole ?? Buffer.alloc(0);
}

/** By events, because asking a stream chunk by chunk costs more than the chunks. */
function collect(incoming: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    const leave = () => {
      incoming.off("data", take).off("end", end).off("error", fail).off("close", cut);
    };
    const fail = (fault: Error) => {
      leave();
      // What is still to come is drained once the refusal is sent.
      incoming.pause();
      reject(fault);
    };
    const take = (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > MOST_BYTES) fail(tooLarge());
      else chunks.push(chunk);
    };
    const end = () => {
      leave();
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    };
    const cut = () => fail(Object.assign(new Error("The caller hung up"), { code: "ECONNRESET" }));
    incoming.on("data", take).on("end", end).on("error", fail).on("close", cut);
    if (incoming.destroyed) cut();
  });
}

const isJson = (type: string | null) =>
  /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type?.trim() ?? "");

const tooLarge = () =>
  new DomainError("too_large", "The body is larger than 8 MB", { limit: `${MOST_BYTES} bytes` });
