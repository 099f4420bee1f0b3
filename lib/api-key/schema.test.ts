import { expect, it } from "vitest";
import { CreateApiKeyInput } from "./schema";

const faultOf = (scope: unknown) =>
  CreateApiKeyInput.safeParse({ name: "Server", scopes: ["ingest", scope] }).error?.issues[0];

it("says which scopes there are to whoever names another", () => {
  const message = expect.stringMatching(
    /^“wallet:read” is no scope\. There are \*, ingest,.*wallets/,
  );
  expect(faultOf("wallet:read")).toMatchObject({ path: ["scopes", 1], message });
  expect(faultOf({ toString: 1 })?.message).toMatch(/^This is no scope/);
});
