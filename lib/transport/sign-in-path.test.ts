import { expect, it } from "vitest";
import { signInPath } from "./sign-in-path";

it.each([
  [null, "/sign-in"],
  ["/", "/sign-in"],
  ["/?_rsc=1x2y", "/sign-in"],
  ["/customers", "/sign-in?callbackUrl=%2Fcustomers"],
  ["/events?status=refused&_rsc=1x2y", "/sign-in?callbackUrl=%2Fevents%3Fstatus%3Drefused"],
  ["http://[", "/sign-in"],
])("of %s is %s", (asked, path) => {
  expect(signInPath(asked)).toBe(path);
});
