/** A header that lists of this product, and many others, have on their first column. */
const HEADERS = new Set(["external_id", "external id", "externalid", "id", "customer"]);

const QUOTED = /^"((?:[^"]|"")*)"/;

/** The external ids of a pasted list or of a file's first column, each once, in their order. */
export function externalIdsOf(text: string): readonly string[] {
  const cells = text
    .split(/\r\n|\r|\n/)
    .map(firstCell)
    .filter(Boolean);
  const [first = ""] = cells;
  const ids = HEADERS.has(first.toLowerCase()) ? cells.slice(1) : cells;
  return [...new Set(ids)];
}

function firstCell(line: string): string {
  const trimmed = line.trim();
  const quoted = QUOTED.exec(trimmed)?.[1];
  if (quoted !== undefined) return quoted.replaceAll('""', '"').trim();
  return trimmed.split(/[,;\t]/, 1)[0]?.trim() ?? "";
}
