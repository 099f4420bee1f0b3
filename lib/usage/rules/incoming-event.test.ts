import { describe, expect, it } from "vitest";
import { type Content, contentText, timingOf } from "./incoming-event";

const NOON = new Date("2026-03-10T12:00:00Z");
const at = (text: string) => new Date(text);
const content: Content = {
  eventName: "contact_export",
  externalCustomerId: "acme",
  timestamp: null,
  source: null,
  member: null,
  groupId: null,
  properties: { region: "eu", tags: ["a", { b: 1, c: 2 }] },
};

describe("timingOf", () => {
  it("counts an event at its own time for seven days, then as it arrives", () => {
    const week = at("2026-03-03T12:00:00Z");
    expect(timingOf(week, NOON)).toEqual({ ok: true, countedAt: week });
    expect(timingOf(new Date(week.getTime() - 1), NOON)).toEqual({ ok: true, countedAt: NOON });
  });

  it("takes clocks that are an hour ahead, as of now, and none beyond", () => {
    expect(timingOf(at("2026-03-10T13:00:00Z"), NOON)).toEqual({ ok: true, countedAt: NOON });
    expect(timingOf(at("2026-03-10T13:00:00.001Z"), NOON).ok).toBe(false);
  });

  it("takes nothing of years ago", () => {
    expect(timingOf(at("2020-01-01T00:00:00Z"), NOON).ok).toBe(false);
  });
});

describe("contentText", () => {
  it("does not depend on the order of properties, at any depth", () => {
    const turned = { tags: ["a", { c: 2, b: 1 }], region: "eu" };
    expect(contentText({ ...content, properties: turned })).toBe(contentText(content));
  });

  it("tells any change", () => {
    const changes: Partial<Content>[] = [
      { eventName: "contact_search" },
      { externalCustomerId: "other" },
      { timestamp: NOON },
      { member: "ann" },
      { properties: { region: "eu", tags: [{ b: 1, c: 2 }, "a"] } },
      { properties: { region: "us", tags: ["a", { b: 1, c: 2 }] } },
    ];
    const texts = changes.map((change) => contentText({ ...content, ...change }));
    expect(new Set([...texts, contentText(content)]).size).toBe(changes.length + 1);
  });
});
