/** `model=large, region=eu` as an event would bring it; undefined if it cannot be read. */
export function propertiesOf(text: string): Readonly<Record<string, string>> | undefined {
  const parts = text.split(",").filter((part) => part.trim() !== "");
  const pairs = parts.map((part) => part.split("="));
  const isRead = pairs.every(([name, value]) => name?.trim() && value !== undefined);
  if (!isRead) return undefined;
  return Object.fromEntries(
    pairs.map(([name = "", ...value]) => [name.trim(), value.join("=").trim()]),
  );
}
