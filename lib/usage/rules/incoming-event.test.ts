import { describe, expect, it } from "vitest";
import { type Content, contentText } from "./incoming-event";

const content: Content = {
  eventName: "contact_export",
  externalCustomerId: "acme",
  timestamp: null,
  source: null,
  member: null,
  groupId: null,
  properties: { region: "eu", tags: ["a", { b: 1, c: 2 }] },
};

describe("contentText", () => {
  it("does not depend on the order of properties, at any depth", () => {
    const turned = { tags: ["a", { c: 2, b: 1 }], region: "eu" };
    expect(contentText({ ...content, properties: turned })).toBe(contentText(content));
  });

  it("tells any change", () => {
    const changes: Partial<Content>[] = [
      { eventName: "contact_search" },
      { externalCustomerId: "other" },
      { timestamp: new Date("2026-03-10T12:00:00Z") },
      { member: "ann" },
      { properties: { region: "eu", tags: [{ b: 1, c: 2 }, "a"] } },
      { properties: { region: "us", tags: ["a", { b: 1, c: 2 }] } },
    ];
    const texts = changes.map((change) => contentText({ ...content, ...change }));
    expect(new Set([...texts, contentText(content)]).size).toBe(changes.length + 1);
  });
});
