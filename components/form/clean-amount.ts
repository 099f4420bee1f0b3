/** Digits, bare or in groups by one kind of mark, the last of three: "1,0" before a dot is a slip. */
const WHOLE = /^[+-]?(?:\d*|\d{1,3}([.,])(?:\d{2,3}\1)*\d{3})$/;

/**
 * Turns an amount as people write or paste it into the plain decimal that the schemas read:
 * `"1,250.5"`, `"1 250,5 credits"` and `"$1,250.50"` lose what is only dress. What is no amount
 * comes back as it was typed, for the schema to refuse in words.
 */
export function cleanAmount(text: string): string {
  const bare = text
    .trim()
    .replaceAll("\u2212", "-")
    .replace(/^([+-]?)\s*[^\d\s.,+-]+\s*/, "$1")
    .replace(/\s*[^\d\s.,]+$/, "")
    .replace(/[\s'\u2019_]/g, "");
  if (!/^[+-]?[\d.,]*\d[\d.,]*$/.test(bare)) return text.trim();
  const mark = decimalMark(bare);
  const [whole = "", fraction] = mark === undefined ? [bare] : splitAtLast(bare, mark);
  if (!WHOLE.test(whole)) return text.trim();
  const digits = whole.replace(/[.,]/g, "");
  return fraction === undefined ? digits : `${digits || "0"}.${fraction}`;
}

/** Of two kinds of mark the last is the decimal one; a comma alone is, unless it parts thousands. */
function decimalMark(text: string): "." | "," | undefined {
  const lastDot = text.lastIndexOf(".");
  const lastComma = text.lastIndexOf(",");
  if (lastDot >= 0 && lastComma >= 0) return lastDot > lastComma ? "." : ",";
  if (lastDot >= 0) return text.indexOf(".") === lastDot ? "." : undefined;
  if (lastComma < 0 || /^[+-]?\d{1,3}(,\d{3})+$/.test(text)) return undefined;
  return text.indexOf(",") === lastComma ? "," : undefined;
}

function splitAtLast(text: string, mark: string): [string, string] {
  const place = text.lastIndexOf(mark);
  return [text.slice(0, place), text.slice(place + 1)];
}
