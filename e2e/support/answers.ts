/** What the server says of an address, however far the page had come when it found out. */
import { type APIRequestContext, expect } from "@playwright/test";

export type Said = "shown" | "not found" | "sign in" | `no access: ${string}`;

/**
 * A page that streams has answered 200 before its gate speaks; what it says then stands in the
 * page itself.
 */
export async function whatIsSaid(request: APIRequestContext, path: string): Promise<Said> {
  const answer = await request.get(path, { maxRedirects: 0 });
  const text = await answer.text();
  const streamed = /http-equiv="refresh" content="\d+;url=([^"]+)"/.exec(text)?.[1];
  const location = answer.headers().location ?? streamed;
  if (location?.startsWith("/no-access?permission=")) {
    return `no access: ${location.slice("/no-access?permission=".length)}`;
  }
  if (location?.startsWith("/sign-in")) return "sign in";
  // An address that stands for the first of its sections.
  if (answer.status() === 307 && location) return whatIsSaid(request, location);
  if (answer.status() === 404 || text.includes("NEXT_HTTP_ERROR_FALLBACK;404")) return "not found";
  expect(answer.status(), `${path} ${location ?? ""}`).toBe(200);
  return "shown";
}
