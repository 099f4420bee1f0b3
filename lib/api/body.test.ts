import { describe, expect, it } from "vitest";
import { readBody } from "./body";

const MB = 1024 * 1024;

function request(body: BodyInit | null, headers: Record<string, string> = {}) {
  return new Request("http://x/", {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
    duplex: "half",
  } as RequestInit);
}

/** A body of unknown length, as chunked transfer sends it. */
function streamOf(chunks: number, size: number) {
  let sent = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (sent++ >= chunks) controller.close();
      else controller.enqueue(new Uint8Array(size).fill(97));
    },
  });
}

describe("readBody", () => {
  it("reads JSON of any of its types, and no body as none", async () => {
    expect(await readBody(request('{"a":"ä"}'))).toBe('{"a":"ä"}');
    expect(
      await readBody(request("{}", { "content-type": "Application/vnd.x+json; charset=utf-8" })),
    ).toBe("{}");
    expect(await readBody(request(null, { "content-type": "" }))).toBe("");
  });

  it("counts what arrives, whatever length is claimed", async () => {
    expect(await readBody(request(streamOf(8, MB)))).toHaveLength(8 * MB);
    await expect(readBody(request(streamOf(9, MB)))).rejects.toMatchObject({ code: "too_large" });
    await expect(
      readBody(request(streamOf(9, MB), { "content-length": "10" })),
    ).rejects.toMatchObject({ code: "too_large" });
    await expect(
      readBody(request(streamOf(1, 1), { "content-length": String(9 * MB) })),
    ).rejects.toMatchObject({ code: "too_large" });
  });

  it("refuses another type, and bytes that are no UTF-8", async () => {
    await expect(readBody(request("a=b", { "content-type": "text/plain" }))).rejects.toMatchObject({
      code: "unsupported_media_type",
    });
    await expect(readBody(request(new Uint8Array([0x22, 0xff, 0x22])))).rejects.toMatchObject({
      code: "validation_error",
    });
  });
});
