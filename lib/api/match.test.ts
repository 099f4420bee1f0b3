import { describe, expect, it } from "vitest";
import { pathsOf, stepsOf } from "./match";
import type { Route } from "./route";
import { ROUTES } from "./routes";

const paths = pathsOf(ROUTES);
const find = (method: string, path: string) => {
  const found = paths.find(method, stepsOf(path));
  return found && [found.route.path, found.params];
};

describe("pathsOf", () => {
  it("finds every operation by a path that fits it", () => {
    for (const route of ROUTES) {
      const path = route.path.replace(/\{\w+\}/g, "x");

      expect(find(route.method.toUpperCase(), path)?.[0]).toBe(route.path);
    }
  });

  it("takes fixed steps before open ones, and open ones where the fixed lead nowhere", () => {
    const route = (method: Route["method"], path: string) =>
      ({ ...ROUTES[0], method, path }) as Route;
    const own = pathsOf([
      route("post", "/a/{id}/x"),
      route("post", "/a/b"),
      route("get", "/a/{id}"),
      route("post", "/a/{other}/y"),
    ]);
    const at = (method: string, path: string) => own.find(method, stepsOf(path));

    expect(at("POST", "/a/b")?.route.path).toBe("/a/b");
    expect(at("GET", "/a/b")).toMatchObject({ params: { id: "b" } });
    expect(at("POST", "/a/b/x")).toMatchObject({ params: { id: "b" } });
    expect(at("POST", "/a/b/y")?.params).toEqual({ other: "b" });
    expect(own.methodsOf(stepsOf("/a/b"))).toEqual(["POST"]);
    expect(own.methodsOf(stepsOf("/a/c"))).toEqual(["GET"]);
  });

  it("reads escapes in open steps, and leaves broken ones as they are", () => {
    expect(find("GET", "/wallets/a%2Fb%20c")?.[1]).toEqual({ walletId: "a/b c" });
    expect(find("GET", "/wallets/%E0%A4")?.[1]).toEqual({ walletId: "%E0%A4" });
  });

  it("leads nowhere by empty, missing and further steps", () => {
    for (const path of ["", "/", "/wallets/", "/wallets//debit", "/wallets/x/debit/y", "/nowhere"])
      expect(find("POST", path)).toBeUndefined();
    expect(paths.methodsOf(stepsOf("/wallets/"))).toEqual([]);
  });
});
